#ifndef LAZYBATCH_CORE_DUMPS_H
#define LAZYBATCH_CORE_DUMPS_H

// Disables core dumps of this process, including those piped to a crash reporter, which ignore the
// size limit. Returns 0, or -1 when one of the calls failed.
int lazybatch_forbid_core_dumps(void);

#endif
