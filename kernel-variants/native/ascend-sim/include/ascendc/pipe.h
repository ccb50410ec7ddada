// Flags, barriers, and the buffers and queues of TPipe.
#ifndef ASCENDC_PIPE_H
#define ASCENDC_PIPE_H

#include "tensor.h"

namespace AscendC {

template <HardEvent event>
__aicore__ inline void SetFlag(TEventID id, ASCENDC_HERE) {
    sim::setFlag(event, id, at);
}

template <HardEvent event>
__aicore__ inline void WaitFlag(TEventID id, ASCENDC_HERE) {
    sim::waitFlag(event, id, at);
}

template <pipe_t pipe>
__aicore__ inline void PipeBarrier(ASCENDC_HERE) {
    sim::pipeBarrier(pipe, at);
}

template <TPosition>
class TBuf {
public:
    template <typename T>
    LocalTensor<T> Get() const {
        return LocalTensor<T>(memory);
    }
    template <typename T>
    LocalTensor<T> Get(uint32_t elements, ASCENDC_HERE) const {
        if (elements * sizeof(T) > memory.bytes) {
            sim::fault("ub-bounds", "TBuf.Get asks for more than the buffer has", at);
        }
        return LocalTensor<T>(sim::Local{memory.address, static_cast<uint32_t>(elements * sizeof(T))});
    }

private:
    friend class TPipe;
    sim::Local memory{0, 0};
};

// Buffers that go round between two pipes. A buffer that is filled (EnQue) raises a flag that DeQue waits for; one that is
// free again (FreeTensor) raises a flag that the next AllocTensor of the same buffer waits for.
template <TPosition position, int depth>
class TQue {
    static constexpr bool IN = position == TPosition::VECIN;
    static constexpr HardEvent FILLED = IN ? HardEvent::MTE2_V : HardEvent::V_MTE3;
    static constexpr HardEvent EMPTIED = IN ? HardEvent::V_MTE2 : HardEvent::MTE3_V;

public:
    template <typename T>
    LocalTensor<T> AllocTensor(ASCENDC_HERE) {
        Buffer& buffer = buffers[allocating];
        if (count == 0 || buffer.state != State::FREE) {
            sim::fault("queue", "AllocTensor while every buffer is in use", at);
        }
        allocating = (allocating + 1) % count;
        if (buffer.emptied >= 0) {
            waitAndReturn(EMPTIED, buffer.emptied, at);
        }
        buffer.state = State::ALLOCATED;
        return LocalTensor<T>(buffer.memory);
    }

    template <typename T>
    void EnQue(const LocalTensor<T>& tensor, ASCENDC_HERE) {
        Buffer& buffer = owner(tensor.local(), State::ALLOCATED, "EnQue of what AllocTensor did not give", at);
        if (queued == depth) {
            sim::fault("queue", "EnQue beyond the queue's depth", at);
        }
        buffer.filled = sim::takeEvent(FILLED, at);
        sim::setFlag(FILLED, buffer.filled, at);
        buffer.state = State::QUEUED;
        order[(first + queued++) % MOST] = static_cast<int>(&buffer - buffers);
    }

    template <typename T>
    LocalTensor<T> DeQue(ASCENDC_HERE) {
        if (queued == 0) {
            sim::fault("queue", "DeQue of an empty queue", at);
        }
        Buffer& buffer = buffers[order[first]];
        first = (first + 1) % MOST;
        queued--;
        waitAndReturn(FILLED, buffer.filled, at);
        buffer.state = State::TAKEN;
        return LocalTensor<T>(buffer.memory);
    }

    template <typename T>
    void FreeTensor(const LocalTensor<T>& tensor, ASCENDC_HERE) {
        Buffer& buffer = owner(tensor.local(), State::TAKEN, "FreeTensor of what is not in use", at);
        buffer.emptied = sim::takeEvent(EMPTIED, at);
        sim::setFlag(EMPTIED, buffer.emptied, at);
        buffer.state = State::FREE;
    }

private:
    friend class TPipe;
    static constexpr int MOST = 8;
    enum class State { FREE, ALLOCATED, QUEUED, TAKEN };
    struct Buffer {
        sim::Local memory{0, 0};
        State state = State::FREE;
        TEventID filled = -1, emptied = -1;
    };

    static void waitAndReturn(HardEvent event, TEventID& id, Site at) {
        sim::waitFlag(event, id, at);
        sim::returnEvent(event, id, at);
        id = -1;
    }

    Buffer& owner(sim::Local tensor, State wanted, const char* trouble, Site at) {
        for (int i = 0; i < count; i++) {
            const bool fits = buffers[i].state == wanted || (wanted == State::TAKEN && buffers[i].state == State::ALLOCATED);
            if (buffers[i].memory.address == tensor.address && fits) {
                return buffers[i];
            }
        }
        sim::fault("queue", trouble, at);
    }

    // At the end of a kernel every buffer must be back; the flags of the empty ones are waited for.
    void drain(Site at) {
        for (int i = 0; i < count; i++) {
            if (buffers[i].state != State::FREE) {
                sim::fault("queue", "a tensor was not freed before the end", at);
            }
            if (buffers[i].emptied >= 0) {
                waitAndReturn(EMPTIED, buffers[i].emptied, at);
            }
        }
    }

    Buffer buffers[MOST];
    int order[MOST] = {};
    int count = 0, allocating = 0, first = 0, queued = 0;
};

class TPipe {
public:
    template <TPosition position, int depth>
    void InitBuffer(TQue<position, depth>& queue, uint8_t buffers, uint32_t bytes, ASCENDC_HERE) {
        using Queue = TQue<position, depth>;
        if (buffers == 0 || buffers > Queue::MOST || queueCount == MOST_QUEUES) {
            sim::fault("queue", "InitBuffer with too many buffers or queues", at);
        }
        for (int i = 0; i < buffers; i++) {
            queue.buffers[i].memory = {sim::reserve(bytes, at), bytes};
        }
        queue.count = buffers;
        queues[queueCount++] = {&queue, [](void* of, Site site) { static_cast<Queue*>(of)->drain(site); }};
    }

    template <TPosition position>
    void InitBuffer(TBuf<position>& buffer, uint32_t bytes, ASCENDC_HERE) {
        buffer.memory = {sim::reserve(bytes, at), bytes};
    }

    template <HardEvent event>
    TEventID AllocEventID(ASCENDC_HERE) {
        return sim::takeEvent(event, at);
    }

    template <HardEvent event>
    void ReleaseEventID(TEventID id, ASCENDC_HERE) {
        sim::returnEvent(event, id, at);
    }

    // An id that is free now, for a flag that is set and waited for before anybody else asks.
    TEventID FetchEventID(HardEvent event, ASCENDC_HERE) { return sim::freeEvent(event, at); }

    void Destroy(ASCENDC_HERE) {
        for (int i = 0; i < queueCount; i++) {
            queues[i].drain(queues[i].queue, at);
        }
        queueCount = 0;
    }

private:
    static constexpr int MOST_QUEUES = 16;
    struct Queue {
        void* queue;
        void (*drain)(void*, Site);
    };
    Queue queues[MOST_QUEUES];
    int queueCount = 0;
};

}  // namespace AscendC

#endif
