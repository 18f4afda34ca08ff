#ifndef LAZYBATCH_CORE_DUMPS_H
#define LAZYBATCH_CORE_DUMPS_H

// Forbids core files of this process, also those that the kernel hands to a crash reporter, for
// which the size limit does not count. Returns 0, or -1 when one of the calls failed.
int lazybatch_forbid_core_dumps(void);

#endif
