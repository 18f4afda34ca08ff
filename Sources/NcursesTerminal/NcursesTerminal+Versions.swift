import CNcurses
import Glibc

extension NcursesTerminal {
  /// The version of ncurses that is loaded.
  public static var libraryVersion: String {
    String(cString: curses_version()).replacing("ncurses ", with: "")
  }

  /// The locale that determines the encoding, and that encoding; see `setLocale(environment:)`.
  public static var locale: (name: String, encoding: String) {
    (
      setlocale(LC_CTYPE, nil).map { String(cString: $0) } ?? "",
      String(cString: nl_langinfo(Int32(CODESET)))
    )
  }
}
