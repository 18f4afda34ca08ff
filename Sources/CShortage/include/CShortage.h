#ifndef CSHORTAGE_H
#define CSHORTAGE_H

/// Makes all threads allocate from one arena if the address space is limited (ulimit -v): the arena of
/// each thread reserves 64 MiB, which would leave nothing for the rest. To be called before there are
/// other threads.
void shortage_share_memory(void);

#endif
