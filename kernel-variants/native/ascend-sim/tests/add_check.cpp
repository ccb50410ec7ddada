// Runs run_add of an artifact. One line; exit code 0 if all is right, 2 if not, 3 for a fault.
//
//   add_check ARTIFACT.so [MILLISECONDS]   one launch, waited for so long
//   add_check ARTIFACT.so repeated         launches with what is between them changed, which the device may or may not run again
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "acl/acl.h"

namespace {

constexpr uint32_t TILES = 24, BLOCKS = 4, COUNT = TILES * 1024;
constexpr size_t BYTES = COUNT * sizeof(float), FLUSHED = 1 << 29;

using Run = void (*)(void*, void*, void*, uint32_t, uint32_t, void*);

Run run;
aclrtStream stream;
void* left;
void* right;
void* sums;

[[noreturn]] void wrong(const char* what) {
    printf("%s WRONG\n", what);
    exit(2);
}

void upload(void* to, float first) {
    std::vector<float> values(COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        values[i] = first + static_cast<float>(i);
    }
    aclrtMemcpy(to, BYTES, values.data(), BYTES, ACL_MEMCPY_HOST_TO_DEVICE);
}

// The launch's time in milliseconds.
float launch(int milliseconds) {
    aclrtEvent start = nullptr, end = nullptr;
    aclrtCreateEventWithFlag(&start, ACL_EVENT_TIME_LINE);
    aclrtCreateEventWithFlag(&end, ACL_EVENT_TIME_LINE);
    aclrtRecordEvent(start, stream);
    run(left, right, sums, TILES, BLOCKS, stream);
    aclrtRecordEvent(end, stream);
    if (const aclError error = aclrtSynchronizeStreamWithTimeout(stream, milliseconds)) {
        printf("FAULT %d in the kernel: %s\n", error, aclGetRecentErrMsg());
        exit(3);
    }
    float taken = 0;
    aclrtEventElapsedTime(&taken, start, end);
    return taken;
}

void mustBe(const char* when, float first) {
    std::vector<float> values(COUNT);
    aclrtMemcpy(values.data(), BYTES, sums, BYTES, ACL_MEMCPY_DEVICE_TO_HOST);
    for (uint32_t i = 0; i < COUNT; i++) {
        if (values[i] != first + 2 * static_cast<float>(i)) {
            wrong(when);
        }
    }
}

void repeated() {
    const float first = launch(10000);
    mustBe("the first launch", 3);
    const float warm = launch(10000);
    aclrtMemset(sums, BYTES, 0xFF, BYTES);
    std::vector<uint32_t> poison(COUNT);
    aclrtMemcpy(poison.data(), BYTES, sums, BYTES, ACL_MEMCPY_DEVICE_TO_HOST);
    if (poison[0] != 0xFFFFFFFF || poison[COUNT - 1] != 0xFFFFFFFF) {
        wrong("a fill after a launch");
    }
    launch(10000);
    mustBe("a launch after a fill", 3);
    aclrtMemset(sums, BYTES, 0xFF, BYTES);
    launch(10000);
    mustBe("a launch after a fill that nobody saw", 3);
    upload(left, 5);
    launch(10000);
    mustBe("a launch with another input", 7);
    upload(left, 1);
    launch(10000);
    mustBe("a launch with the first input again", 3);
    void* flushed = nullptr;
    aclrtMalloc(&flushed, FLUSHED, ACL_MEM_MALLOC_HUGE_FIRST);
    aclrtMemset(flushed, FLUSHED, 0, FLUSHED);
    const float cold = launch(10000);
    if (!(cold > warm && first > warm)) {
        wrong("a cold launch that takes no longer than a warm one");
    }
}

}  // namespace

int main(int argc, char** argv) {
    void* library = dlopen(argv[1], RTLD_NOW);
    if (!library) {
        puts(dlerror());
        return 1;
    }
    run = reinterpret_cast<Run>(dlsym(library, "run_add"));
    aclInit(nullptr);
    aclrtSetDevice(0);
    aclrtCreateStream(&stream);
    for (void** each : {&left, &right, &sums}) {
        aclrtMalloc(each, BYTES, ACL_MEM_MALLOC_HUGE_FIRST);
    }
    upload(left, 1);
    upload(right, 2);
    if (argc > 2 && strcmp(argv[2], "repeated") == 0) {
        repeated();
    } else {
        launch(argc > 2 ? atoi(argv[2]) : 10000);
        mustBe("the sum", 3);
    }
    puts("RIGHT");
    return 0;
}
