/// Lets the program sleep while nothing happens: see `CQuietDispatch.c`. There is nothing to call.
