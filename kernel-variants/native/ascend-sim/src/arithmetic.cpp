// Element-wise instructions of the vector pipe: what they compute, what they touch, what they cost.
#include <cmath>

#include "lanes.h"

namespace sim {

namespace {

struct Step {  // a run of lanes of the operands, as pointers
    uint8_t* dst;
    const uint8_t* left;
    const uint8_t* right;
    uint32_t lanes;
};

// Calls step for the lanes of each block, or once for all of them if they lie in a row.
template <typename Body>
void walk(const Strided& dst, const Strided& left, const Strided& right, const Lanes& lanes, uint32_t size, Body body) {
    Core& on = core();
    auto* d = on.at<uint8_t>(dst.local.address);
    const auto* l = on.at<uint8_t>(left.local.address);
    const auto* r = on.at<uint8_t>(right.local.address);
    if (lanes.count > 0) {
        body(Step{d, l, r, lanes.count});
        return;
    }
    for (uint32_t i = 0; i < lanes.repeats; i++) {
        for (uint32_t b = 0; b < BLOCKS_OF_A_REPEAT; b++) {
            const uint32_t bits = blockBits(lanes, size, b);
            const Step block = {d + (i * dst.repeat + b * dst.block) * BLOCK, l + (i * left.repeat + b * left.block) * BLOCK,
                                r + (i * right.repeat + b * right.block) * BLOCK, 0};
            if (isPrefix(bits)) {
                if (bits != 0) {
                    body(Step{block.dst, block.left, block.right, static_cast<uint32_t>(__builtin_popcount(bits))});
                }
                continue;
            }
            for (uint32_t lane = 0; lane < BLOCK / size; lane++) {
                if (bits >> lane & 1) {
                    body(Step{block.dst + lane * size, block.left + lane * size, block.right + lane * size, 1});
                }
            }
        }
    }
}

template <typename T, typename F>
void each(const Step& step, F f) {
    auto* d = reinterpret_cast<T*>(step.dst);
    const auto* l = reinterpret_cast<const T*>(step.left);
    const auto* r = reinterpret_cast<const T*>(step.right);
    for (uint32_t i = 0; i < step.lanes; i++) {
        d[i] = f(d[i], l[i], r[i]);
    }
}

template <typename T>
void arithmetic(Binary op, const Strided& dst, const Strided& left, const Strided& right, const Lanes& lanes, Site at) {
    auto run = [&](auto f) { walk(dst, left, right, lanes, sizeof(T), [&](const Step& step) { each<T>(step, f); }); };
    switch (op) {
        case Binary::ADD: return run([](T, T a, T b) { return static_cast<T>(a + b); });
        case Binary::SUB: return run([](T, T a, T b) { return static_cast<T>(a - b); });
        case Binary::MUL: return run([](T, T a, T b) { return static_cast<T>(a * b); });
        case Binary::MAX: return run([](T, T a, T b) { return a < b ? b : a; });
        case Binary::MIN: return run([](T, T a, T b) { return b < a ? b : a; });
        default: break;
    }
    if constexpr (std::is_same_v<T, float>) {
        switch (op) {
            case Binary::DIV: return run([](T, T a, T b) { return a / b; });
            case Binary::MULADD: return run([](T d, T a, T b) { return d + a * b; });
            default: break;
        }
    }
    unsupported(at);
}

template <typename T>
void bitwise(Binary op, const Strided& dst, const Strided& left, const Strided& right, const Lanes& lanes, Site at) {
    auto run = [&](auto f) { walk(dst, left, right, lanes, sizeof(T), [&](const Step& step) { each<T>(step, f); }); };
    switch (op) {
        case Binary::AND: return run([](T, T a, T b) { return static_cast<T>(a & b); });
        case Binary::OR: return run([](T, T a, T b) { return static_cast<T>(a | b); });
        default: unsupported(at);
    }
}

template <typename T>
void withScalar(Unary op, const Strided& dst, const Strided& src, T scalar, const Lanes& lanes, Site at) {
    auto run = [&](auto f) { walk(dst, src, src, lanes, sizeof(T), [&](const Step& step) { each<T>(step, f); }); };
    switch (op) {
        case Unary::ADDS: return run([=](T, T a, T) { return static_cast<T>(a + scalar); });
        case Unary::MULS: return run([=](T, T a, T) { return static_cast<T>(a * scalar); });
        case Unary::MAXS: return run([=](T, T a, T) { return a < scalar ? scalar : a; });
        case Unary::MINS: return run([=](T, T a, T) { return scalar < a ? scalar : a; });
        case Unary::COPY: return run([](T, T a, T) { return a; });
        default: break;
    }
    if constexpr (std::is_same_v<T, float>) {
        switch (op) {
            case Unary::AXPY: return run([=](T d, T a, T) { return d + a * scalar; });
            case Unary::ABS: return run([](T, T a, T) { return std::fabs(a); });
            default: break;
        }
    } else {
        switch (op) {
            case Unary::SHIFT_LEFT: return run([=](T, T a, T) { return static_cast<T>(a << scalar); });
            case Unary::SHIFT_RIGHT: return run([=](T, T a, T) { return static_cast<T>(a >> scalar); });
            default: break;
        }
    }
    unsupported(at);
}

cost::Vector costOf(Binary op) {
    return op == Binary::MUL || op == Binary::MULADD ? cost::MUL : op == Binary::DIV ? cost::DIVIDE : cost::ADD;
}

cost::Vector costOf(Unary op) {
    return op == Unary::ADDS ? cost::SHIFT : op == Unary::AXPY ? cost::MUL : cost::SCALE;
}

}  // namespace

void binary(Binary op, Type type, Strided dst, Strided left, Strided right, Lanes lanes, Site at) {
    Instruction by = core().issue(PIPE_V, at);
    const uint32_t size = sizeOf(type);
    reads(by, left, lanes, size);
    reads(by, right, lanes, size);
    if (op == Binary::MULADD) {
        reads(by, dst, lanes, size);
    }
    writes(by, dst, lanes, size);
    switch (type) {
        case Type::F32: arithmetic<float>(op, dst, left, right, lanes, at); break;
        case Type::I32: arithmetic<int32_t>(op, dst, left, right, lanes, at); break;
        case Type::I16:
        case Type::U16: bitwise<uint16_t>(op, dst, left, right, lanes, at); break;
        default: unsupported(at);
    }
    finishVector(by, costOf(op), repeatsOf(lanes, size));
}

void unary(Unary op, Type type, Strided dst, Strided src, double scalar, Lanes lanes, Site at) {
    Instruction by = core().issue(PIPE_V, at);
    const uint32_t size = sizeOf(type);
    reads(by, src, lanes, size);
    if (op == Unary::AXPY) {
        reads(by, dst, lanes, size);
    }
    writes(by, dst, lanes, size);
    switch (type) {
        case Type::F32: withScalar<float>(op, dst, src, static_cast<float>(scalar), lanes, at); break;
        case Type::I32: withScalar<int32_t>(op, dst, src, static_cast<int32_t>(scalar), lanes, at); break;
        case Type::U32: withScalar<uint32_t>(op, dst, src, static_cast<uint32_t>(scalar), lanes, at); break;
        default: unsupported(at);
    }
    finishVector(by, costOf(op), repeatsOf(lanes, size));
}

}  // namespace sim
