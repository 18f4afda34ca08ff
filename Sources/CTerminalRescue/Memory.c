#define _GNU_SOURCE
#include <sys/mman.h>

#include "CTerminalRescue.h"

int rescue_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }
