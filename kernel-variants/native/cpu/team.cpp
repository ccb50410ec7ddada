// The team of team.h: pthreads, pinned, one start event and one barrier, futex sleep after a spin.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "team.h"

#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const int64_t START_SPIN_NS = 200 * 1000;         // between launches: a training step has other work for the CPU
static const int64_t BARRIER_SPIN_NS = 2 * 1000 * 1000;  // within a launch: the others are on their way

// A counter that threads wait on to change.
struct alignas(64) Event {
    uint32_t count;
    uint32_t sleepers;
};

struct Member {
    Team* team;
    int64_t index;
    pthread_t thread;
    int cpu;      // its own
    int seen_on;  // where team_is_spread found it
};

struct Team {
    Event start;
    Event passed;
    alignas(64) uint32_t arrived;
    alignas(64) int64_t members;
    bool closing;
    TeamWork work;
    void* context;
    cpu_set_t first_cpu;
    cpu_set_t callers_mask;
    Member* started;
    int callers_cpu, caller_seen_on;
    int64_t started_count;
};

static inline void relax() {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ __volatile__("yield");
#endif
}

static int64_t now_ns() {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void wait_for_change(Event* event, uint32_t seen, int64_t spin_ns) {
    int64_t deadline = 0;
    for (;;) {
        for (int i = 0; i < 64; i++) {
            if (__atomic_load_n(&event->count, __ATOMIC_ACQUIRE) != seen) {
                return;
            }
            relax();
        }
        int64_t now = now_ns();
        deadline = deadline == 0 ? now + spin_ns : deadline;
        if (now > deadline) {
            break;
        }
    }
    // Sequential consistency on both sides: either the sleeper is seen, or the sleeper sees the new count.
    __atomic_fetch_add(&event->sleepers, 1, __ATOMIC_SEQ_CST);
    while (__atomic_load_n(&event->count, __ATOMIC_SEQ_CST) == seen) {
        syscall(SYS_futex, &event->count, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0);
    }
    __atomic_fetch_sub(&event->sleepers, 1, __ATOMIC_SEQ_CST);
}

static void announce(Event* event) {
    __atomic_fetch_add(&event->count, 1, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&event->sleepers, __ATOMIC_SEQ_CST) != 0) {
        syscall(SYS_futex, &event->count, FUTEX_WAKE_PRIVATE, 0x7fffffff, nullptr, nullptr, 0);
    }
}

void team_barrier(Team* team) {
    uint32_t seen = __atomic_load_n(&team->passed.count, __ATOMIC_ACQUIRE);
    if (__atomic_add_fetch(&team->arrived, 1, __ATOMIC_ACQ_REL) == (uint32_t)team->members) {
        __atomic_store_n(&team->arrived, 0, __ATOMIC_RELAXED);
        announce(&team->passed);
    } else {
        wait_for_change(&team->passed, seen, BARRIER_SPIN_NS);
    }
}

static void* member_main(void* argument) {
    Member* member = (Member*)argument;
    Team* team = member->team;
    for (uint32_t seen = 0;; seen++) {  // one launch per count: the next starts only after this one's barrier
        wait_for_change(&team->start, seen, START_SPIN_NS);
        if (team->closing) {
            return nullptr;
        }
        team->work(team->context, member->index);
        team_barrier(team);
    }
}

void team_run(Team* team, TeamWork work, void* context) {
    if (team->members == 1) {
        work(context, 0);
        return;
    }
    team->work = work;
    team->context = context;
    announce(&team->start);
    work(context, 0);
    team_barrier(team);
}

bool team_enter(Team* team) {
    return pthread_getaffinity_np(pthread_self(), sizeof team->callers_mask, &team->callers_mask) == 0
           && pthread_setaffinity_np(pthread_self(), sizeof team->first_cpu, &team->first_cpu) == 0;
}

void team_leave(Team* team) {
    pthread_setaffinity_np(pthread_self(), sizeof team->callers_mask, &team->callers_mask);
}

static void note_cpu(void* context, int64_t member) {
    Team* team = (Team*)context;
    (member == 0 ? team->caller_seen_on : team->started[member - 1].seen_on) = sched_getcpu();
}

bool team_is_spread(Team* team) {
    team_run(team, note_cpu, team);
    bool spread = team->caller_seen_on == team->callers_cpu;
    for (int64_t i = 0; i < team->started_count; i++) {
        spread &= team->started[i].seen_on == team->started[i].cpu;
    }
    return spread;
}

// Signals are the host process's business, except those that a fault of the thread itself raises.
static void block_signals(sigset_t* old) {
    sigset_t blocked;
    sigfillset(&blocked);
    const int own[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
    for (int signal : own) {
        sigdelset(&blocked, signal);
    }
    pthread_sigmask(SIG_SETMASK, &blocked, old);
}

static bool start_member(Team* team, int64_t index, int cpu) {
    Member* member = &team->started[team->started_count];
    member->team = team;
    member->index = index;
    member->cpu = cpu;
    cpu_set_t mask;
    CPU_ZERO(&mask);
    CPU_SET(cpu, &mask);
    sigset_t signals;
    block_signals(&signals);
    int failed = pthread_create(&member->thread, nullptr, member_main, member);
    pthread_sigmask(SIG_SETMASK, &signals, nullptr);
    if (failed) {
        return false;
    }
    team->started_count++;
    return pthread_setaffinity_np(member->thread, sizeof mask, &mask) == 0;
}

static bool start_members(Team* team, const cpu_set_t* mask) {
    int64_t index = 0;
    for (int cpu = 0; cpu < CPU_SETSIZE && index < team->members; cpu++) {
        if (!CPU_ISSET(cpu, mask)) {
            continue;
        }
        if (index == 0) {
            CPU_SET(cpu, &team->first_cpu);
            team->callers_cpu = cpu;
        } else if (!start_member(team, index, cpu)) {
            return false;
        }
        index++;
    }
    return index == team->members;
}

Team* team_open(int64_t members) {
    cpu_set_t mask;
    if (pthread_getaffinity_np(pthread_self(), sizeof mask, &mask) != 0 || members > CPU_COUNT(&mask)) {
        return nullptr;
    }
    void* memory = nullptr;
    if (posix_memalign(&memory, alignof(Team), sizeof(Team)) != 0) {
        return nullptr;
    }
    __builtin_memset(memory, 0, sizeof(Team));
    Team* team = (Team*)memory;
    team->members = members;
    team->started = (Member*)calloc((size_t)members, sizeof(Member));
    if (team->started == nullptr || !start_members(team, &mask) || !team_enter(team)) {
        team_close(team);
        return nullptr;
    }
    team_leave(team);
    return team;
}

void team_close(Team* team) {
    team->closing = true;
    announce(&team->start);
    for (int64_t i = 0; i < team->started_count; i++) {
        pthread_join(team->started[i].thread, nullptr);
    }
    free(team->started);
    free(team);
}
