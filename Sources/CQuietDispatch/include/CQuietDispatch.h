/// Lets the program sleep while it is idle: see `CQuietDispatch.c`. There is nothing to call.
