package io.msdatuner.variants.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Native sources as they are installed: resources of this module, written to a folder that is named by their digest so
 * that a compiler can read them. They never come from anywhere else.
 */
public final class KernelSources {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    /** Of all files: lookups ask for it. */
    private final String digest;

    private final Path folder;

    /**
     * Writes the sources to a folder below {@code parent}, unless they are there.
     *
     * @param resources the folder among the resources, for example {@code /native/cpu/}
     * @param names paths of the files in it; their order does not matter
     */
    public KernelSources(Path parent, String resources, Collection<String> names) {
        new TreeSet<>(names).forEach(name -> files.put(name, read(resources, name)));
        this.digest = digest(List.copyOf(files.keySet()));
        this.folder = install(parent);
    }

    /** All files below a folder among the resources; in a jar as well as in a folder of classes. */
    public static List<String> namesBelow(String resources) {
        var url = KernelSources.class.getResource(resources);
        if (url == null) {
            throw new IllegalStateException("the installation lacks the sources " + resources);
        }
        try {
            return url.getProtocol().equals("jar") ? namesInJar(url.toURI(), resources) : namesIn(Path.of(url.toURI()));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot list the sources " + resources, e);
        }
    }

    /** One at a time, because a process can open a jar's file system once only. */
    private static synchronized List<String> namesInJar(URI uri, String resources) throws IOException {
        try (var jar = FileSystems.newFileSystem(uri, Map.of())) {
            return namesIn(jar.getPath(resources));
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    public Path folder() {
        return folder;
    }

    public Path path(String file) {
        return folder.resolve(file);
    }

    /** Of all the files. */
    public String digest() {
        return digest;
    }

    /** Of some of the files, in this order. */
    public String digest(List<String> names) {
        var digests = new Digests();
        for (var name : names) {
            digests.add(name).add(content(name));
        }
        return digests.hex();
    }

    public String text(String name) {
        return new String(content(name), StandardCharsets.UTF_8);
    }

    private byte[] content(String name) {
        var content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("no kernel source is called " + name);
        }
        return content;
    }

    private static byte[] read(String resources, String name) {
        try (var resource = KernelSources.class.getResourceAsStream(resources + name)) {
            if (resource == null) {
                throw new IllegalStateException("the installation lacks the kernel source " + resources + name);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the kernel source " + name, e);
        }
    }

    private Path install(Path parent) {
        var target = parent.resolve(digest());
        try {
            if (!Files.isDirectory(target)) {
                Files.createDirectories(parent);
                var temporary = Files.createTempDirectory(parent, "new-");
                for (var file : files.entrySet()) {
                    var path = temporary.resolve(file.getKey());
                    Files.createDirectories(path.getParent());
                    Files.write(path, file.getValue());
                }
                moveUnlessThere(temporary, target);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the kernel sources to " + target + "; is the disk full?", e);
        }
    }

    private static void moveUnlessThere(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }
}
