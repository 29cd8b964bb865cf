/* Preloaded into a process: its wall clock is ahead by the seconds that the file named by CLOCK_AHEAD holds at the moment. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

static int (*real)(clockid_t, struct timespec *);
static volatile int64_t *ahead;

__attribute__((constructor)) static void start(void) {
    real = dlsym(RTLD_NEXT, "clock_gettime");
    const char *name = getenv("CLOCK_AHEAD");
    int file = name ? open(name, O_RDONLY) : -1;
    void *seconds = file < 0 ? MAP_FAILED : mmap(0, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
    ahead = seconds == MAP_FAILED ? 0 : seconds;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!real) {
        start();
    }
    int result = real(clock, time);
    if (result == 0 && clock == CLOCK_REALTIME && ahead) {
        time->tv_sec += *ahead;
    }
    return result;
}
