#ifndef LAZYBATCH_CZLIB_SHIM_H
#define LAZYBATCH_CZLIB_SHIM_H

#include <zlib.h>

// A macro, which Swift does not import. 16 plus the window bits selects the gzip format.
static inline int lb_inflate_init_gzip(z_stream *stream) {
  return inflateInit2(stream, 16 + MAX_WBITS);
}

#endif
