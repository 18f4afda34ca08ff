import BatchInsight
import Browser
import FileDescriptors
import Glibc
import Screen

enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Prints one line with the program's name, wrapped between words on a terminal. Server text in it is
  /// made harmless.
  static func note(_ sentence: String) {
    let line = "lazybatch: " + ScreenText.harmless(sentence)
    let columns = terminalSize(of: STDERR_FILENO)?.columns
    let lines = columns.map { ScreenText.wrapped(line, to: $0) } ?? [line]
    write(lines.joined(separator: "\n") + "\n")
  }

  /// Prints a question, without a line end.
  static func ask(_ question: String) { write(ScreenText.harmless(question)) }

  /// Says so if times are in UTC because `TZ` names a zone that the system does not know.
  static func note(unknownZoneOf environment: [String: String]) {
    if let zone = LocalZone(environment: environment).unknown { note(zone.sentence) }
  }

  /// Errors are ignored: there is nowhere left to report them.
  static func write(_ text: String) { _ = writeAll(Array(text.utf8), to: STDERR_FILENO) }
}
