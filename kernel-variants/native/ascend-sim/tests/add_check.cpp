// Runs run_add of an artifact: add_check ARTIFACT.so [MILLISECONDS TO WAIT]. One line; exit code 0 if the sums are right, 2 if not, 3 for a fault.
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "acl/acl.h"

int main(int argc, char** argv) {
    constexpr uint32_t TILES = 24, BLOCKS = 4, COUNT = TILES * 1024;
    void* library = dlopen(argv[1], RTLD_NOW);
    if (!library) {
        puts(dlerror());
        return 1;
    }
    auto run = reinterpret_cast<void (*)(void*, void*, void*, uint32_t, uint32_t, void*)>(dlsym(library, "run_add"));
    aclInit(nullptr);
    aclrtSetDevice(0);
    aclrtStream stream = nullptr;
    aclrtCreateStream(&stream);
    std::vector<float> a(COUNT), b(COUNT), sums(COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        a[i] = static_cast<float>(i);
        b[i] = 0.5F;
    }
    void* device[3];
    for (void*& each : device) {
        aclrtMalloc(&each, COUNT * sizeof(float), ACL_MEM_MALLOC_HUGE_FIRST);
    }
    aclrtMemcpy(device[0], COUNT * sizeof(float), a.data(), COUNT * sizeof(float), ACL_MEMCPY_HOST_TO_DEVICE);
    aclrtMemcpy(device[1], COUNT * sizeof(float), b.data(), COUNT * sizeof(float), ACL_MEMCPY_HOST_TO_DEVICE);
    run(device[0], device[1], device[2], TILES, BLOCKS, stream);
    if (const aclError error = aclrtSynchronizeStreamWithTimeout(stream, argc > 2 ? atoi(argv[2]) : 10000)) {
        printf("FAULT %d in the kernel: %s\n", error, aclGetRecentErrMsg());
        return 3;
    }
    aclrtMemcpy(sums.data(), COUNT * sizeof(float), device[2], COUNT * sizeof(float), ACL_MEMCPY_DEVICE_TO_HOST);
    for (uint32_t i = 0; i < COUNT; i++) {
        if (sums[i] != a[i] + b[i]) {
            puts("WRONG");
            return 2;
        }
    }
    puts("RIGHT");
    return 0;
}
