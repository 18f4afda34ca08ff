import BatchInsight
import Batches

/// What is saved where and as what: the ending of the name decides.
struct SaveTarget: Sendable, Hashable {
  /// As it was typed, a leading `~` included.
  var path: String
  var subject: SaveSubject
  var format: SaveFormat

  /// What a typed path lacks, as words for the prompt.
  struct Mistake: Error, Hashable {
    var text: String
  }

  init(typed: String, of subject: SaveSubject = .rows) throws(Mistake) {
    // A pasted path often brings the blank or line break behind it along.
    let path = Self.trimmed(typed)
    guard !path.isEmpty else { throw Mistake(text: "type the path of a file") }
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? path[...]
    guard !name.isEmpty, name != "~" else { throw Mistake(text: "this is a folder; add a name") }
    guard let format = subject.formats.map({ $0[Self.ending(of: name)] }) ?? .unchanged else {
      throw Mistake(text: "must end in \(subject.endings ?? "")")
    }
    self.path = path
    self.subject = subject
    self.format = format
  }

  /// The last part of the path.
  var name: Substring { path.split(separator: "/").last ?? path[...] }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  private static func ending(of name: Substring) -> String {
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// A name for rows that are saved on some day: "batches-2026-11-24.csv".
  static func usualPath(at second: Int, zone: ZoneRules) -> String {
    let date = CivilTime(epoch: second, zone: zone)?.date
    return "batches" + (date.map { "-" + $0 } ?? "") + ".csv"
  }
}
