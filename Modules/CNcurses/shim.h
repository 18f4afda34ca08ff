#ifndef LAZYBATCH_CNCURSES_SHIM_H
#define LAZYBATCH_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <curses.h>
#include <term.h>

// Swift does not import macros with casts and unsafe globals, but functions and constants.
// No mutable statics here: every Swift file that imports this has its own copy in debug builds.

static const attr_t lb_attribute_bold = A_BOLD;
static const attr_t lb_attribute_dim = A_DIM;
static const attr_t lb_attribute_reverse = A_REVERSE;
static const attr_t lb_attribute_underline = A_UNDERLINE;
/// Once `lb_use_strikeout` has succeeded.
static const attr_t lb_attribute_struck = A_ITALIC;

static inline int lb_colors(void) { return COLORS; }
static inline WINDOW *lb_standard_window(void) { return stdscr; }

/// Makes a blank cell, which never fails. In Swift this would allocate an array at every change of
/// style.
static inline void lb_set_blank(cchar_t *cell, attr_t attributes, short pair) {
  setcchar(cell, L" ", attributes, pair, NULL);
}

/// The most bytes of a character in the encoding of the locale.
static inline size_t lb_bytes_of_character(void) { return MB_CUR_MAX; }

/// Frees the terminal description that the last `setupterm` loaded.
static inline void lb_drop_description(void) {
  if (cur_term != NULL) del_curterm(cur_term);
}

/// The value of a string capability; NULL where the terminal does not have it.
static inline const char *lb_string_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

/// Makes text that has `lb_attribute_struck` struck through, on the terminal of the last `newterm`.
///
/// ncurses knows how to do that as capabilities outside of its table, which no attribute uses. This program has no
/// italics, so their sequences are overwritten with those: in place, because `enter_italics_mode` and the other
/// macros lead to a copy of the table that ncurses itself does not read. `sgr0` ends both.
/// Returns whether the terminal can do it.
static inline int lb_use_strikeout(void) {
  const char *on = lb_string_capability("smxx");
  const char *off = lb_string_capability("rmxx");
  char *italic = (char *)lb_string_capability("sitm");
  char *upright = (char *)lb_string_capability("ritm");
  if (on == NULL || off == NULL || italic == NULL || upright == NULL) return 0;
  if (strlen(on) > strlen(italic) || strlen(off) > strlen(upright)) return 0;
  memmove(italic, on, strlen(on) + 1);
  memmove(upright, off, strlen(off) + 1);
  return 1;
}

#endif
