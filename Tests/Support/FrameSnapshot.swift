import FoundationEssentials
import Screen
import Testing

/// Compares a frame with the picture of it that is kept in `Snapshots/NAME.txt` of the test's target: its text, below
/// it a map with one sign a cell for its style, and what each sign means.
///
/// `RECORD_SNAPSHOTS=1 swift test` writes the pictures anew; look at the difference before
/// committing it. A picture that is not there fails the test.
package func expectSnapshot(
  of frame: Frame, named name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectSnapshot(
    ofText: FrameSnapshot.picture(of: frame), named: name, filePath: filePath,
    sourceLocation: sourceLocation)
}

/// The same for any text.
package func expectSnapshot(
  ofText actual: String, named name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let url = FrameSnapshot.folder(ofTestAt: filePath).appending(path: name + ".txt")
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    do {
      try Data(actual.utf8).write(to: url)
    } catch {
      Issue.record("\(url.path) cannot be written: \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  guard let data = try? Data(contentsOf: url) else {
    Issue.record(
      "no snapshot \(name); RECORD_SNAPSHOTS=1 records it. It is:\n\(actual)",
      sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard actual != expected else { return }
  Issue.record(
    "\(name) looks different:\n\(FrameSnapshot.difference(expected, actual))",
    sourceLocation: sourceLocation)
}

enum FrameSnapshot {
  /// `Tests/TARGET/Snapshots`.
  static func folder(ofTestAt path: String) -> URL {
    var target = URL(filePath: path)
    while target.pathComponents.count > 1,
      target.deletingLastPathComponent().lastPathComponent != "Tests"
    {
      target.deleteLastPathComponent()
    }
    return target.appending(path: "Snapshots")
  }

  static func picture(of frame: Frame) -> String {
    var signs = Signs()
    var map = ""
    for row in 0..<frame.size.rows {
      var line = ""
      for column in 0..<frame.size.columns {
        line.append(signs.sign(of: frame[column: column, row: row].style))
      }
      while line.last == Signs.plain { line.removeLast() }
      map += line + "\n"
    }
    var picture = "\(frame.size.columns)x\(frame.size.rows)\n" + frame.text
    picture += "--- styles\n" + map + "---\n" + signs.legend
    if let cursor = frame.cursor { picture += "cursor \(cursor.column),\(cursor.row)\n" }
    return picture
  }

  /// The lines that differ, with their numbers.
  static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    var report = ""
    for index in 0..<max(old.count, new.count) {
      let (was, isNow) = (
        index < old.count ? old[index] : nil, index < new.count ? new[index] : nil
      )
      guard was != isNow else { continue }
      if let was { report += "\(index + 1) - \(was)\n" }
      if let isNow { report += "\(index + 1) + \(isNow)\n" }
    }
    return report
  }

  /// One sign a style: the same in every picture for those that are common.
  private struct Signs {
    static let plain: Character = "."
    private var used: [(style: Style, sign: Character)] = []
    private var spare = Array("123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    private static let common: [Style: Character] = [
      .plain: plain, Style(.normal, .bold): "*", Style(.normal, .dim): "-",
      Style(.normal, .reverse): "#", Style(.red): "r", Style(.green): "g", Style(.yellow): "y",
      Style(.blue): "b", Style(.magenta): "m", Style(.cyan): "c",
    ]

    mutating func sign(of style: Style) -> Character {
      if let known = used.first(where: { $0.style == style }) { return known.sign }
      let sign = Self.common[style] ?? (spare.isEmpty ? "?" : spare.removeFirst())
      used.append((style, sign))
      return sign
    }

    var legend: String {
      used.filter { $0.style != .plain }.map { "\($0.sign) \(Self.words($0.style))\n" }.sorted()
        .joined()
    }

    private static func words(_ style: Style) -> String {
      let names: [(Style.Attributes, String)] = [
        (.bold, "bold"), (.dim, "dim"), (.reverse, "reverse"), (.underline, "underline"),
        (.struck, "struck"),
      ]
      return
        (["\(style.color)"]
        + names.filter { style.attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
    }
  }
}
