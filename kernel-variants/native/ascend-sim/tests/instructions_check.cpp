// What the instructions of tests/instructions.asc must give, written down from their documentation, element by element.
// instructions_check ARTIFACT.so prints "all instructions are right".
#include <dlfcn.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include "acl/acl.h"

namespace {

constexpr int COUNT = 2048;
using Values = std::vector<float>;

struct Case {
    int which;
    const char* name;
    std::function<void(Values& d, const Values& a, const Values& b)> expect;  // d is -1 everywhere (0 for copies out)
};

const Case CASES[] = {
    {0, "Add of a count", [](Values& d, const Values& a, const Values& b) { for (int i = 0; i < 100; i++) d[i] = a[i] + b[i]; }},
    {1, "Mul with a mask, one block of the second operand per repeat",
     [](Values& d, const Values& a, const Values& b) { for (int r = 0; r < 3; r++) for (int i = 0; i < 20; i++) d[32 * r + i] = a[64 * r + i] * b[8 * r + i % 8]; }},
    {2, "Sub with a mask of bits, target blocks two apart, the second operand the same in each repeat",
     [](Values& d, const Values& a, const Values& b) { for (int r = 0; r < 2; r++) for (int i = 1; i < 64; i += 2) d[128 * r + i / 8 * 16 + i % 8] = a[64 * r + i] - b[i]; }},
    {3, "MulAddDst", [](Values& d, const Values& a, const Values& b) { for (int i = 0; i < 128; i++) d[i] += a[i % 64] * b[i]; }},
    {4, "Max", [](Values& d, const Values& a, const Values& b) { for (int i = 0; i < 33; i++) d[i] = std::max(a[i], b[i]); }},
    {5, "Muls with strides", [](Values& d, const Values& a, const Values&) { for (int r = 0; r < 4; r++) for (int i = 0; i < 5; i++) d[8 * r + i] = 3 * a[16 * r + i]; }},
    {6, "Axpy", [](Values& d, const Values& a, const Values&) { for (int i = 0; i < 10; i++) d[i] += 2 * a[i]; }},
    {7, "Brcb", [](Values& d, const Values& a, const Values&) { for (int i = 0; i < 16; i++) for (int k = 0; k < 8; k++) d[i / 8 * 128 + i % 8 * 16 + k] = a[i]; }},
    {8, "GatherMask of even elements, every other repeat", [](Values& d, const Values& a, const Values&) { for (int i = 0; i < 96; i++) d[i] = a[i / 32 * 128 + i % 32 * 2]; }},
    {9, "GatherMask of odd elements", [](Values& d, const Values& a, const Values&) { for (int i = 0; i < 96; i++) d[i] = a[2 * i + 1]; }},
    {10, "WholeReduceSum", [](Values& d, const Values& a, const Values&) { for (int r = 0; r < 3; r++) { d[2 * r] = 0; for (int i = 0; i < 10; i++) d[2 * r] += a[32 * r + i]; } }},
    {11, "Cast down", [](Values& d, const Values&, const Values& b) { for (int i = 0; i < 64; i++) d[i] = std::floor(b[i]); }},
    {12, "Cast to the nearest, ties to even", [](Values& d, const Values&, const Values& b) { for (int i = 0; i < 64; i++) d[i] = std::nearbyint(b[i]); }},
    {13, "Compare and Select with a scalar", [](Values& d, const Values& a, const Values& b) { for (int i = 0; i < 64; i++) d[i] = a[i] > b[i] ? a[i] : 9; }},
    {14, "CompareScalar and Select of tensors", [](Values& d, const Values& a, const Values& b) { for (int i = 0; i < 64; i++) d[i] = b[i] <= 0.5F ? a[i] : b[i]; }},
    {15, "Gather", [](Values& d, const Values& a, const Values&) { for (int i = 0; i < 8; i++) d[i] = a[12]; }},
    {16, "Abs", [](Values& d, const Values&, const Values& b) { for (int i = 0; i < 17; i++) d[i] = std::fabs(b[i]); }},
    {17, "Cast to float16, ties to even, and back", [](Values& d, const Values& a, const Values&) { for (int i = 0; i < COUNT; i++) d[i] = i < 512 ? a[i] : static_cast<float>(i); }},
    {18, "BlockReduceSum of every fourth block, results two blocks apart",
     [](Values& d, const Values& a, const Values&) { for (int i = 0; i < 24; i++) { float& sum = d[i / 8 * 16 + i % 8]; sum = 0; for (int k = 0; k < 8; k++) sum += a[32 * i + k]; } }},
    {20, "DataCopyPad in", [](Values& d, const Values& a, const Values&) { for (int r = 0; r < 3; r++) for (int i = 0; i < 8; i++) d[16 * r + i] = i < 5 ? a[8 * r + i] : 7; }},
    {21, "DataCopyPad out", [](Values& d, const Values& a, const Values&) { for (int r = 0; r < 3; r++) for (int i = 0; i < 5; i++) d[8 * r + i] = a[16 * r + i]; }},
    {22, "DataCopyPad out, adding", [](Values& d, const Values& a, const Values& b) {
         for (int r = 0; r < 2; r++) for (int i = 0; i < 9; i++) d[10 * r + i] = a[16 * r + i];
         for (int i = 0; i < 3; i++) d[i] += b[i];
     }},
    {23, "DataCopy in, gaps in blocks", [](Values& d, const Values& a, const Values&) { for (int r = 0; r < 3; r++) for (int i = 0; i < 16; i++) d[48 * r + i] = a[24 * r + i]; }},
};

}  // namespace

int main(int, char** argv) {
    void* library = dlopen(argv[1], RTLD_NOW);
    if (!library) {
        puts(dlerror());
        return 1;
    }
    auto run = reinterpret_cast<void (*)(void*, void*, void*, uint32_t, void*)>(dlsym(library, "run_instructions"));
    aclInit(nullptr);
    aclrtSetDevice(0);
    aclrtStream stream = nullptr;
    aclrtCreateStream(&stream);
    Values a(COUNT), b(COUNT);
    for (int i = 0; i < COUNT; i++) {
        a[i] = static_cast<float>(i) + 0.25F;
        b[i] = static_cast<float>(i * 7 % 30) * 0.5F - 4;
    }
    constexpr size_t BYTES = COUNT * sizeof(float);
    void* device[3];
    for (void*& each : device) {
        aclrtMalloc(&each, BYTES, ACL_MEM_MALLOC_HUGE_FIRST);
    }
    aclrtMemcpy(device[0], BYTES, a.data(), BYTES, ACL_MEMCPY_HOST_TO_DEVICE);
    aclrtMemcpy(device[1], BYTES, b.data(), BYTES, ACL_MEMCPY_HOST_TO_DEVICE);
    int failures = 0;
    for (const Case& each : CASES) {
        aclrtMemset(device[2], BYTES, 0, BYTES);
        run(device[0], device[1], device[2], static_cast<uint32_t>(each.which), stream);
        if (const aclError error = aclrtSynchronizeStreamWithTimeout(stream, 10000)) {
            printf("%s: FAULT %d: %s\n", each.name, error, aclGetRecentErrMsg());
            return 3;
        }
        Values got(COUNT), wanted(COUNT, each.which == 21 || each.which == 22 ? 0.0F : -1.0F);
        aclrtMemcpy(got.data(), BYTES, device[2], BYTES, ACL_MEMCPY_DEVICE_TO_HOST);
        each.expect(wanted, a, b);
        for (int i = 0; i < COUNT; i++) {
            if (got[i] != wanted[i]) {
                printf("%s: element %d is %g and not %g\n", each.name, i, got[i], wanted[i]);
                failures++;
                break;
            }
        }
    }
    puts(failures == 0 ? "all instructions are right" : "some instructions are wrong");
    return failures == 0 ? 0 : 1;
}
