// Runs MSDA artifacts on whatever libascendcl this is linked with and compares them with double precision.
//
//   msda_check ARTIFACT.so (--vector DIR/NAME | --shape B,Q,H,C,P,HxW:HxW... [spread|border|outside|nan]) LAUNCH...
//
// LAUNCH are the launch-time parameters in the order of msda_ascend_describe. Prints one line; exit code 0 if the answer is right,
// or with MSDA_SIM_SAMPLE, which leaves no answer to compare; 2 if it is wrong, 3 if the device found a fault, 4 if the arguments are refused.
#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "acl/acl.h"
#include "half.h"
#include "msda_ascend.h"
#include "reference.h"

namespace {

// Of a tensor's largest value; the second where it is float16.
constexpr double TOLERANCE = 2e-5, TOLERANCE_16 = 6e-4;

struct Artifact {
    decltype(&msda_ascend_describe) describe;
    decltype(&msda_ascend_tiling) tiling;
    decltype(&msda_ascend_ub_bytes) ubBytes;
    decltype(&msda_ascend_workspaces) workspaces;
    decltype(&msda_ascend_launch) launch;
};

[[noreturn]] void giveUp(int code, const std::string& text) {
    printf("%s\n", text.c_str());
    exit(code);
}

void must(aclError error, const char* what) {
    if (error != ACL_SUCCESS) {
        const char* message = aclGetRecentErrMsg();
        giveUp(3, "FAULT " + std::to_string(error) + " in " + what + ": " + (message ? message : ""));
    }
}

template <typename T>
void* onDevice(const std::vector<T>& data, bool copy) {
    void* address = nullptr;
    must(aclrtMalloc(&address, data.size() * sizeof(T), ACL_MEM_MALLOC_HUGE_FIRST), "aclrtMalloc");
    if (copy) {
        must(aclrtMemcpy(address, data.size() * sizeof(T), data.data(), data.size() * sizeof(T), ACL_MEMCPY_HOST_TO_DEVICE), "aclrtMemcpy");
    }
    return address;
}

// Values as an artifact of that dtype stores them; they become what is left of them.
void* stored(std::vector<float>& values, bool narrow) {
    if (!narrow) {
        return onDevice(values, true);
    }
    std::vector<uint16_t> words(values.size());
    for (size_t i = 0; i < values.size(); i++) {
        words[i] = sim::narrowed(values[i]);
        values[i] = sim::widened(words[i]);
    }
    return onDevice(words, true);
}

std::vector<float> fromDevice(const void* device, size_t count, bool narrow) {
    std::vector<float> values(count);
    std::vector<uint16_t> words(narrow ? count : 0);
    void* to = narrow ? static_cast<void*>(words.data()) : values.data();
    const size_t bytes = count * (narrow ? 2 : 4);
    must(aclrtMemcpy(to, bytes, device, bytes, ACL_MEMCPY_DEVICE_TO_HOST), "aclrtMemcpy");
    std::transform(words.begin(), words.end(), values.begin(), sim::widened);
    return values;
}

long numberAfter(const std::string& text, const std::string& key, size_t from = 0) {
    return strtol(text.c_str() + text.find(':', text.find("\"" + key + "\"", from)) + 1, nullptr, 10);
}

// The vectors' text is made by one program: names and numbers, no nesting but the levels.
Problem readVector(const std::string& path, Answer& answer) {
    std::ifstream json(path + ".json"), data(path + ".f64", std::ios::binary);
    if (!json || !data) {
        giveUp(1, "no vector " + path);
    }
    const std::string text((std::istreambuf_iterator<char>(json)), {});
    Problem p{numberAfter(text, "B"), numberAfter(text, "Q"), numberAfter(text, "H"), numberAfter(text, "C"), numberAfter(text, "P"), 0, {}, {}, {}, {}, {}, {}, {}};
    std::vector<std::pair<int64_t, int64_t>> levels;
    size_t at = text.find('[', text.find("\"levels\"")) + 1;
    for (long l = numberAfter(text, "L"); l > 0; l--) {
        char* end = nullptr;
        const long h = strtol(text.c_str() + text.find('[', at) + 1, &end, 10);
        const long w = strtol(end + strcspn(end, ",") + 1, &end, 10);
        levels.emplace_back(h, w);
        at = static_cast<size_t>(end - text.c_str());
    }
    p.setLevels(levels);
    const int64_t outputs = p.batch * p.queries * p.heads * p.channels, values = p.batch * p.pixels * p.heads * p.channels;
    auto read = [&](int64_t count) {
        std::vector<double> numbers(static_cast<size_t>(count));
        data.read(reinterpret_cast<char*>(numbers.data()), count * 8);
        return numbers;
    };
    auto floats = [&](int64_t count) {
        const std::vector<double> numbers = read(count);
        return std::vector<float>(numbers.begin(), numbers.end());
    };
    p.value = floats(values);
    p.locations = floats(2 * p.places());
    p.weights = floats(p.places());
    p.gradOutput = floats(outputs);
    answer.output = read(outputs);
    answer.gradValue = read(values);
    answer.gradLocations = read(2 * p.places());
    answer.gradWeights = read(p.places());
    return p;
}

Problem readShape(const char* text, const std::string& places) {
    Problem p{};
    int64_t* const numbers[] = {&p.batch, &p.queries, &p.heads, &p.channels, &p.points};
    char* at = const_cast<char*>(text);
    for (int64_t* number : numbers) {
        *number = strtol(at, &at, 10);
        at++;
    }
    std::vector<std::pair<int64_t, int64_t>> levels;
    for (; *at != 0; at += *at == ':') {
        const long h = strtol(at, &at, 10), w = strtol(at + 1, &at, 10);
        levels.emplace_back(h, w);
    }
    p.setLevels(levels);
    fillRandomly(p, places == "border" ? Places::BORDER : places == "outside" ? Places::OUTSIDE : places == "nan" ? Places::NOT_NUMBERS : Places::SPREAD, 7);
    return p;
}

// Of the sizes that an answer has.
Answer emptyAnswer(const Problem& p) {
    Answer answer;
    answer.output.resize(p.gradOutput.size());
    answer.gradValue.resize(p.value.size());
    answer.gradLocations.resize(p.locations.size());
    answer.gradWeights.resize(p.weights.size());
    return answer;
}

double errorOf(const void* device, const std::vector<double>& expected, bool narrow = false) {
    const std::vector<float> got = fromDevice(device, expected.size(), narrow);
    double scale = 1e-30, worst = 0;
    for (const double each : expected) {
        scale = std::max(scale, std::fabs(each));
    }
    for (size_t i = 0; i < got.size(); i++) {
        const double off = std::fabs(static_cast<double>(got[i]) - expected[i]);
        worst = off <= worst ? worst : std::isnan(off) ? INFINITY : off;
    }
    return worst / scale;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5) {
        giveUp(1, "see the head of msda_check.cpp");
    }
    void* library = dlopen(argv[1], RTLD_NOW);
    if (!library) {
        giveUp(1, dlerror());
    }
    const Artifact artifact = {reinterpret_cast<decltype(Artifact::describe)>(dlsym(library, "msda_ascend_describe")),
                               reinterpret_cast<decltype(Artifact::tiling)>(dlsym(library, "msda_ascend_tiling")),
                               reinterpret_cast<decltype(Artifact::ubBytes)>(dlsym(library, "msda_ascend_ub_bytes")),
                               reinterpret_cast<decltype(Artifact::workspaces)>(dlsym(library, "msda_ascend_workspaces")),
                               reinterpret_cast<decltype(Artifact::launch)>(dlsym(library, "msda_ascend_launch"))};
    const bool backward = strstr(artifact.describe(), "backward") != nullptr;
    const bool estimating = getenv("MSDA_SIM_SAMPLE") != nullptr;
    Answer answer;
    int next = 4;
    Problem p;
    if (strcmp(argv[2], "--vector") == 0) {
        p = readVector(argv[3], answer);
    } else {
        const std::string places = argc > 4 && argv[4][0] > '9' ? argv[next++] : "spread";
        p = readShape(argv[3], places);
    }
    std::vector<int64_t> launch;
    for (; next < argc; next++) {
        launch.push_back(strtol(argv[next], nullptr, 10));
    }

    must(aclInit(nullptr), "aclInit");
    must(aclrtSetDevice(0), "aclrtSetDevice");
    aclrtStream stream = nullptr;
    must(aclrtCreateStream(&stream), "aclrtCreateStream");
    const msda_ascend_problem problem = {p.batch, p.queries, p.heads, p.channels, p.levels(), p.points, p.pixels, p.height.data(), p.width.data(), p.start.data()};
    std::vector<char> tiling(MSDA_ASCEND_TILING_BYTES);
    const auto count = static_cast<int64_t>(launch.size());
    if (launch.empty() || artifact.tiling(&problem, launch.data(), count, tiling.data(), MSDA_ASCEND_TILING_BYTES) != 0) {
        giveUp(4, "REFUSED");
    }
    const bool narrow = strstr(artifact.describe(), "dtype=float16") != nullptr;
    void* value = stored(p.value, narrow);
    void* gradOutput = stored(p.gradOutput, narrow);
    if (answer.output.empty()) {
        answer = estimating ? emptyAnswer(p) : referenceOf(p);
    }
    void* output = onDevice(answer.output, false);
    void* gradValue = onDevice(answer.gradValue, false);
    void* gradLocations = onDevice(answer.gradLocations, false);
    void* gradWeights = onDevice(answer.gradWeights, false);
    auto address = [](void* device) { return reinterpret_cast<uint64_t>(device); };
    msda_ascend_arguments arguments = {address(value), address(onDevice(p.locations, true)), address(onDevice(p.weights, true)),
                                             backward ? address(gradOutput) : 0, backward ? 0 : address(output), backward ? address(gradValue) : 0,
                                             backward ? address(gradLocations) : 0, backward ? address(gradWeights) : 0, address(onDevice(tiling, true)),
                                             p.value.size() * (narrow ? 2 : 4), {}, {}, p.levels()};
    int64_t workspaces[MSDA_ASCEND_WORKSPACES];
    artifact.workspaces(&problem, launch.data(), count, workspaces);
    for (int i = 0; i < MSDA_ASCEND_WORKSPACES; i++) {
        arguments.workspace_bytes[i] = static_cast<uint64_t>(workspaces[i]);
        arguments.workspace[i] = workspaces[i] > 0 ? address(onDevice(std::vector<char>(static_cast<size_t>(workspaces[i])), false)) : 0;
    }
    aclrtEvent start = nullptr, end = nullptr;
    must(aclrtCreateEventWithFlag(&start, ACL_EVENT_TIME_LINE), "aclrtCreateEventWithFlag");
    must(aclrtCreateEventWithFlag(&end, ACL_EVENT_TIME_LINE), "aclrtCreateEventWithFlag");
    must(aclrtRecordEvent(start, stream), "aclrtRecordEvent");
    must(artifact.launch(&arguments, sizeof arguments, static_cast<uint32_t>(launch[0]), stream, 1), "launch");
    must(aclrtRecordEvent(end, stream), "aclrtRecordEvent");
    must(aclrtSynchronizeStreamWithTimeout(stream, 60000), "the kernel");
    float milliseconds = 0;
    must(aclrtEventElapsedTime(&milliseconds, start, end), "aclrtEventElapsedTime");

    if (estimating) {
        printf("time %.1f us from a sample of blocks ESTIMATED\n", milliseconds * 1e3);
        return 0;
    }
    bool right = true;
    auto within = [&](double error, double tolerance) { right = right && error <= tolerance; };
    const double tolerance = narrow ? TOLERANCE_16 : TOLERANCE;
    if (backward) {
        const double values = errorOf(gradValue, answer.gradValue, narrow), places = errorOf(gradLocations, answer.gradLocations), weights = errorOf(gradWeights, answer.gradWeights);
        printf("gradValue %.1e gradLocations %.1e gradWeights %.1e", values, places, weights);
        within(values, tolerance);
        within(std::max(places, weights), TOLERANCE);
    } else {
        const double error = errorOf(output, answer.output, narrow);
        printf("output %.1e", error);
        within(error, tolerance);
    }
    printf(" time %.1f us ub %ld %s\n", milliseconds * 1e3, static_cast<long>(artifact.ubBytes(&problem, launch.data(), count)), right ? "RIGHT" : "WRONG");
    return right ? 0 : 2;
}
