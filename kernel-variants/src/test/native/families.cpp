// One family of variants on awkward problems, against double precision: linked with a kernel, the harness and the
// team into one program, so that sanitizers and emulators see all of it. Prints what is wrong and exits with 1.
#include <dirent.h>
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <vector>

#include "kernel.h"
#include "sizes.h"

typedef std::vector<float> Floats;

struct Case {
    const char* name;
    int64_t batch, queries, heads, channels, points;
    std::vector<int64_t> heights, widths;
};

static int failures = 0;

static void fail(const Case& c, const char* what, double amount) {
    printf("FAILED %s: %s (%g)\n", c.name, what, amount);
    failures++;
}

// Repeats everywhere, unlike the generators of a C++ library.
struct Random {
    uint64_t state;
    float next() {  // in [-1, 1)
        state = state * 6364136223846793005u + 1442695040888963407u;
        return (float)(int32_t)(state >> 32) * 0x1p-31f;
    }
};

struct Problem {
    Floats value, locations, weights, grad_output;  // as float32, rounded to what is stored
    std::vector<int64_t> starts;
    std::vector<Stored> stored_value, stored_grad_output;
    msda_problem problem;

    explicit Problem(const Case& c) {
        problem = msda_problem();
        problem.batch = c.batch;
        problem.queries = c.queries;
        problem.heads = c.heads;
        problem.channels = c.channels;
        problem.points = c.points;
        problem.levels = (int64_t)c.heights.size();
        for (size_t l = 0; l < c.heights.size(); l++) {
            starts.push_back(problem.pixels);
            problem.pixels += c.heights[l] * c.widths[l];
        }
        problem.level_height = c.heights.data();
        problem.level_width = c.widths.data();
        problem.level_start = starts.data();
        fill(c);
    }

    void fill(const Case& c) {
        Random random = {42};
        int64_t points = c.batch * c.queries * c.heads * problem.levels * c.points;
        round_into(value, stored_value, c.batch * problem.pixels * c.heads * c.channels, random);
        round_into(grad_output, stored_grad_output, c.batch * c.queries * c.heads * c.channels, random);
        for (int64_t i = 0; i < points; i++) {
            weights.push_back(i % 17 == 3 ? 1e-41f : 0.5f * random.next());  // one is a subnormal
            place(c, i, random);
        }
        problem.value = (const float*)stored_value.data();
        problem.locations = locations.data();
        problem.weights = weights.data();
    }

    // The rounded values are what the reference computes with.
    static void round_into(Floats& values, std::vector<Stored>& words, int64_t count, Random& random) {
        words.resize((size_t)count);
        for (int64_t i = 0; i < count; i++) {
            store<1>(&words[(size_t)i], i % 29 == 7 ? 1e-40f : random.next());
            values.push_back(load<1>(&words[(size_t)i]));
        }
    }

    // Mostly inside, 0.02 pixels and more from where the gradient of a location jumps; every eleventh is awkward.
    void place(const Case& c, int64_t i, Random& random) {
        const float awkward[] = {0.0f, 1.0f, -3.0f, 1e30f, -INFINITY, INFINITY, NAN, -1e-42f};
        int64_t level = i / c.points % problem.levels;
        const int64_t sides[] = {c.widths[(size_t)level], c.heights[(size_t)level]};
        for (int64_t axis = 0; axis < 2; axis++) {
            float pixel = floorf((random.next() * 0.55f + 0.5f) * (float)sides[axis]);
            float fraction = 0.5f + 0.48f * random.next();
            float u = (pixel + fraction + 0.5f) / (float)sides[axis];
            locations.push_back(i % 11 == 5 ? awkward[(i / 11 + axis) % 8] : u);
        }
    }
};

// The reference's tensors; forward fills output, backward the gradients.
struct Answer {
    std::vector<double> output, grad_value, grad_locations, grad_weights;
};

struct Corner {
    int64_t element;  // of value; -1 outside
    double weight, by_x, by_y;
};

static void corners_of(const Problem& given, int64_t b, int64_t h, int64_t level, float u, float v, Corner* corners) {
    const msda_problem& p = given.problem;
    double x = (double)u * (double)p.level_width[level] - 0.5, y = (double)v * (double)p.level_height[level] - 0.5;
    bool counts = x > -1 && y > -1 && x < (double)p.level_width[level] && y < (double)p.level_height[level];
    double left = counts ? floor(x) : 0, above = counts ? floor(y) : 0;
    for (int i = 0; i < 4; i++) {
        int64_t column = (int64_t)left + i % 2, row = (int64_t)above + i / 2;
        bool inside = counts && column >= 0 && row >= 0 && column < p.level_width[level] && row < p.level_height[level];
        double along_x = i % 2 ? x - left : 1 - (x - left), along_y = i / 2 ? y - above : 1 - (y - above);
        int64_t pixel = p.level_start[level] + row * p.level_width[level] + column;
        corners[i].element = inside ? ((b * p.pixels + pixel) * p.heads + h) * p.channels : -1;
        corners[i].weight = along_x * along_y;
        corners[i].by_x = (i % 2 ? 1 : -1) * along_y * (double)p.level_width[level];
        corners[i].by_y = (i / 2 ? 1 : -1) * along_x * (double)p.level_height[level];
    }
}

static void add_point(const Problem& given, int64_t row, int64_t point, const Corner* corners, Answer& answer) {
    const int64_t channels = given.problem.channels;
    double weight = given.weights[(size_t)point];
    for (int i = 0; i < 4; i++) {
        if (corners[i].element < 0) {
            continue;
        }
        double dot = 0;
        for (int64_t c = 0; c < channels; c++) {
            double value = given.value[(size_t)(corners[i].element + c)];
            double grad = given.grad_output[(size_t)(row * channels + c)];
            answer.output[(size_t)(row * channels + c)] += weight * corners[i].weight * value;
            answer.grad_value[(size_t)(corners[i].element + c)] += weight * corners[i].weight * grad;
            dot += grad * value;
        }
        answer.grad_weights[(size_t)point] += corners[i].weight * dot;
        answer.grad_locations[(size_t)(2 * point)] += weight * corners[i].by_x * dot;
        answer.grad_locations[(size_t)(2 * point + 1)] += weight * corners[i].by_y * dot;
    }
}

static Answer answer_of(const Problem& given) {
    const msda_problem& p = given.problem;
    Answer answer;
    answer.output.resize(given.grad_output.size());
    answer.grad_value.resize(given.value.size());
    answer.grad_locations.resize(given.locations.size());
    answer.grad_weights.resize(given.weights.size());
    int64_t row_points = p.levels * p.points;
    for (int64_t row = 0; row < p.batch * p.queries * p.heads; row++) {
        for (int64_t i = 0; i < row_points; i++) {
            int64_t point = row * row_points + i;
            Corner corners[4];
            corners_of(given, row / p.heads / p.queries, row % p.heads, i / p.points, given.locations[(size_t)(2 * point)],
                       given.locations[(size_t)(2 * point + 1)], corners);
            add_point(given, row, point, corners, answer);
        }
    }
    return answer;
}

struct Outputs {
    std::vector<Stored> output, grad_value;
    Floats grad_locations, grad_weights;

    explicit Outputs(const Problem& given)
        : output(given.grad_output.size()), grad_value(given.value.size()), grad_locations(given.locations.size()),
          grad_weights(given.weights.size()) {
        memset(output.data(), 0xff, output.size() * sizeof(Stored));  // NaN: what is not written shows
        memset(grad_value.data(), 0xff, grad_value.size() * sizeof(Stored));
        memset(grad_locations.data(), 0xff, grad_locations.size() * sizeof(float));
        memset(grad_weights.data(), 0xff, grad_weights.size() * sizeof(float));
    }

    bool same(const Outputs& other) const {
        return memcmp(output.data(), other.output.data(), output.size() * sizeof(Stored)) == 0
               && memcmp(grad_value.data(), other.grad_value.data(), grad_value.size() * sizeof(Stored)) == 0
               && memcmp(grad_locations.data(), other.grad_locations.data(), grad_locations.size() * sizeof(float)) == 0
               && memcmp(grad_weights.data(), other.grad_weights.data(), grad_weights.size() * sizeof(float)) == 0;
    }
};

template <typename Element>
static void compare(const Case& c, const char* name, const std::vector<Element>& found, const std::vector<double>& expected) {
    const double limit = sizeof(Element) == 4 ? 1e-4 : sizeof(Stored) == 2 && MSDA_CODE(MSDA_DTYPE) == 52 ? 6e-4 : 4.1e-3;
    double largest = 0, worst = 0;
    for (size_t i = 0; i < found.size(); i++) {
        double difference = fabs((double)load<1>(&found[i]) - expected[i]);
        largest = fmax(largest, fabs(expected[i]));
        worst = difference <= 1e300 ? fmax(worst, difference) : INFINITY;
    }
    if (!(worst <= limit * largest)) {
        fail(c, name, worst / largest);
    }
}

static msda_problem with_outputs(const Problem& given, Outputs& outputs) {
    msda_problem p = given.problem;
    if (kernel_is_backward) {
        p.grad_output = (const float*)given.stored_grad_output.data();
        p.grad_value = (float*)outputs.grad_value.data();
        p.grad_locations = outputs.grad_locations.data();
        p.grad_weights = outputs.grad_weights.data();
    } else {
        p.output = (float*)outputs.output.data();
    }
    return p;
}

// False if the artifact refuses these launch-time values.
static bool launch(const Problem& given, const int64_t* values, Outputs& outputs) {
    msda_problem p = with_outputs(given, outputs);
    msda_plan* plan = nullptr;
    int32_t status = msda_open(&p, values, kernel_launch_count, &plan);
    if (status == MSDA_OK) {
        msda_run(plan);
        msda_close(plan);
    }
    return status == MSDA_OK;
}

static bool is_repeatable(const int64_t* values) {
    bool any_adds = MSDA_ATOMIC || (MSDA_PRIVATE && values[1] == 1);
    return !kernel_is_backward || values[0] == 1 || !any_adds;
}

// Partitions whose sums do not depend on the number of threads.
static bool is_same_for_any_team(const int64_t* values) { return !kernel_is_backward || values[1] >= 2; }

static int64_t run_case(const Case& c, int64_t most_threads) {
    const Problem given(c);
    const Answer answer = answer_of(given);
    const int64_t blocks[] = {1, 2, 8};
    int64_t launches = 0;
    for (int64_t partition = 0; partition < 4; partition++) {
        std::vector<Outputs> of_one;
        for (int64_t threads = 1; threads <= most_threads; threads++) {
            const int64_t tile = (partition + threads) % 2 ? 4 : 64;
            const int64_t block = MSDA_OWN_PLANE || MSDA_LEVEL_OWNER ? 1 : blocks[(partition + 2 * threads) % 3];
            const int64_t values[] = {threads, partition, tile, MSDA_TWO_PHASE ? 4 : 0, block};
            Outputs outputs(given);
            if (!launch(given, values, outputs)) {
                continue;
            }
            launches++;
            if (kernel_is_backward) {
                compare(c, "grad_value", outputs.grad_value, answer.grad_value);
                compare(c, "grad_locations", outputs.grad_locations, answer.grad_locations);
                compare(c, "grad_weights", outputs.grad_weights, answer.grad_weights);
            } else {
                compare(c, "output", outputs.output, answer.output);
            }
            Outputs again(given);
            launch(given, values, again);
            if (is_repeatable(values) && !outputs.same(again)) {
                fail(c, "two runs differ", (double)partition);
            }
            of_one.push_back(outputs);
            if (is_same_for_any_team(values) && !outputs.same(of_one[0])) {
                fail(c, "another number of threads gives other bits", (double)threads);
            }
        }
    }
    return launches;
}

// Takes the pinning away from all threads of this process but the caller, onto the first CPU.
static void pack_threads() {
    cpu_set_t mask, first;
    sched_getaffinity(0, sizeof mask, &mask);
    CPU_ZERO(&first);
    int cpu = 0;
    while (!CPU_ISSET(cpu, &mask)) {
        cpu++;
    }
    CPU_SET(cpu, &first);
    DIR* tasks = opendir("/proc/self/task");
    while (dirent* task = readdir(tasks)) {
        int id = atoi(task->d_name);
        if (id > 0 && id != (int)syscall(SYS_gettid)) {
            sched_setaffinity(id, sizeof first, &first);
        }
    }
    closedir(tasks);
}

static int64_t legal_partition() {
    const bool heads = MSDA_OWN_PLANE || (MSDA_HEAD_OWNER && kernel_is_backward);
    return MSDA_LEVEL_OWNER ? PARTITION_BATCH_HEAD_LEVEL : heads ? PARTITION_BATCH_HEAD : PARTITION_STATIC;
}

static void refuse_packed_team(const Case& c) {
    const Problem given(c);
    Outputs outputs(given);
    msda_problem p = with_outputs(given, outputs);
    const int64_t values[] = {2, legal_partition(), 4, 0, 1};
    msda_plan* plan = nullptr;
    int64_t sample = 0;
    if (msda_open(&p, values, kernel_launch_count, &plan) != MSDA_OK || msda_time(plan, 1, &sample, nullptr, 0) != MSDA_OK) {
        fail(c, "a team of two was refused", 0);
    }
    pack_threads();
    if (msda_time(plan, 1, &sample, nullptr, 0) != MSDA_REFUSED_THREADS) {
        fail(c, "a packed team was timed", 0);
    }
    msda_close(plan);
}

static void refuse_levels_with_gaps(const Case& c) {
    Problem given(c);
    Outputs outputs(given);
    const int64_t values[] = {1, legal_partition(), 4, 0, 1};
    for (const int64_t gap : {0, 1}) {
        msda_problem p = with_outputs(given, outputs);
        p.pixels += gap;
        given.starts.back() += gap;
        msda_plan* plan = nullptr;
        if (msda_open(&p, values, kernel_launch_count, &plan) != (gap > 0 ? MSDA_REFUSED_ARGUMENT : MSDA_OK)) {
            fail(c, "levels are refused exactly if pixels are left between them", gap);
        }
        if (gap == 0) {
            msda_close(plan);
        }
    }
}

// Value of more than 2^31 elements: address space only, of which the last pixel is touched and few others.
static void reach_the_last_pixel() {
    const Case c = {"more than 2^31 elements", 1, 1, 8, 256, 1, {1100}, {1000}};
    const size_t elements = (size_t)1100 * 1000 * 8 * 256;
    void* memory = mmap(nullptr, elements * sizeof(Stored), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
        printf("skipped %s: no address space\n", c.name);
        return;
    }
    Stored* last = (Stored*)memory + (elements - 256);  // of head 7
    std::vector<Stored> output(8 * 256);
    Floats locations, weights(8, 1.0f);
    for (int head = 0; head < 8; head++) {
        locations.push_back(999.5f / 1000.0f);
        locations.push_back(1099.5f / 1100.0f);
    }
    for (int channel = 0; channel < 256; channel++) {
        store<1>(last + channel, (float)(channel % 16));
    }
    const int64_t start = 0, values[] = {1, 0, 4, 0, 8};
    msda_problem p = {1, 1, 8, 256, 1, 1, 1100 * 1000, c.heights.data(), c.widths.data(), &start, (const float*)memory,
                      locations.data(), weights.data(), nullptr, (float*)output.data(), nullptr, nullptr, nullptr};
    msda_plan* plan = nullptr;
    if (msda_open(&p, values, kernel_launch_count, &plan) != MSDA_OK || msda_run(plan) != MSDA_OK) {
        fail(c, "it was refused", 0);
    }
    msda_close(plan);
    for (int i = 0; i < 8 * 256; i++) {
        float wanted = i < 7 * 256 ? 0.0f : (float)(i % 16);
        if (!(fabsf(load<1>(&output[(size_t)i]) - wanted) < 0.01f)) {
            fail(c, "a wrong element", i);
            break;
        }
    }
    munmap(memory, elements * sizeof(Stored));
}

int main(int count, char** arguments) {
    const std::vector<Case> cases = {
            {"one of everything", 1, 1, 1, 1, 1, {1}, {1}},
            {"one query", 1, 1, 3, 33, 4, {7, 1}, {5, 1}},
            {"24 levels", 1, 5, 2, 8, 1, std::vector<int64_t>(24, 3), std::vector<int64_t>(24, 4)},
            {"32 points", 2, 9, 2, 7, 32, {6, 3}, {9, 2}},
            {"256 channels", 1, 6, 2, 256, 2, {5, 4}, {6, 3}},
            {"one row, one column, one pixel", 2, 70, 4, 16, 2, {1, 9, 1}, {8, 1, 1}},
            {"32 channels", 1, 150, 8, 32, 4, {20, 10}, {16, 8}},
            {"5 channels", 2, 33, 1, 5, 3, {8}, {8}}};
    bool emulated = count > 1 && strcmp(arguments[1], "emulated") == 0;
    cpu_set_t mask;
    sched_getaffinity(0, sizeof mask, &mask);
    int64_t cpus = CPU_COUNT(&mask), launches = 0;
    for (const Case& c : cases) {
        launches += run_case(c, cpus < 2 ? cpus : 2);
    }
    refuse_levels_with_gaps(cases[6]);
    if (cpus >= 2 && !emulated) {
        refuse_packed_team(cases[6]);
    }
    if (!kernel_is_backward && MSDA_DIRECT && !emulated) {
        reach_the_last_pixel();
    }
    if (launches == 0) {
        fail(cases[0], "nothing was launched", 0);
    }
    return failures == 0 ? 0 : 1;
}
