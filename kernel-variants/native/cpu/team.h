// A team of threads, each pinned to a CPU of its own, that runs one function together.
//
// Member 0 is the thread that calls; member i runs on the i-th CPU of the affinity mask that the opener had.
// Members spin briefly before they sleep: a decoder's launch takes less than a millisecond, a wake-up from
// sleep a good part of that.
#ifndef MSDA_TEAM_H
#define MSDA_TEAM_H

#include <stdint.h>

struct Team;

typedef void (*TeamWork)(void* context, int64_t member);

// Null if the mask has fewer CPUs than members, or a thread could not be started or pinned.
Team* team_open(int64_t members);

// Pins the calling thread as member 0; false if that failed. team_leave gives back the mask it had. Between
// the two, and only there, the thread may call team_run. Pinned per call rather than as long as the team
// lives: several open teams could otherwise not close in any order without leaving the caller pinned.
bool team_enter(Team* team);
void team_leave(Team* team);

// Runs work(context, member) on every member and returns when all have finished.
void team_run(Team* team, TeamWork work, void* context);

// Whether every member runs on its own CPU: false if something took the pinning away and packed them together.
bool team_is_spread(Team* team);

// Called by all members within work: nobody passes before all have come; writes before it are seen after it.
void team_barrier(Team* team);

void team_close(Team* team);

#endif
