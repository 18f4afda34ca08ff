import Glibc

/// The time zone of this machine, or the one that `TZ` names.
package struct LocalZone: Sendable {
  /// UTC where the zone is unknown.
  package let rules: ZoneRules
  /// nil where the zone is known.
  package let unknown: UnknownZone?

  /// - Parameter environment: `TZ` may name a zone and `TZDIR` the folder of the database.
  package init(environment: [String: String]) {
    let database = ZoneDatabase(folder: environment["TZDIR"] ?? ZoneDatabase.usualFolder)
    unknown = environment["TZ"].flatMap { UnknownZone($0, database: database) }
    rules = unknown == nil ? .system : .utc
  }
}

/// A zone that `TZ` names and the system does not know. The C library then takes UTC without a word.
package struct UnknownZone: Sendable, Hashable {
  /// "TZ=Asia/Beijing"
  package let setting: String
  /// The package that would add the zone; nil where none is known to.
  let packageName: String?

  /// "TZ=Asia/Beijing is not a known time zone here: times are shown in UTC"
  package var sentence: String {
    "\(setting) is not a known time zone here: times are shown in UTC"
      + (packageName.map { "; \($0) has it" } ?? "")
  }

  /// - Parameter text: the value of `TZ`.
  /// - Returns: nil where the system knows the zone.
  init?(_ text: String, database: ZoneDatabase) {
    // tzset(3): a colon may precede the name, and an empty one is UTC.
    let name = text.hasPrefix(":") ? String(text.dropFirst()) : text
    guard !name.isEmpty, !database.holds(name), !Self.isRule(name), !Self.utc.contains(name)
    else { return nil }
    setting = "TZ=\(text.prefix(Self.longestName))"
    packageName = database.package(with: name)
  }

  private static let longestName = 60

  /// Names of UTC, which needs no database.
  private static let utc: Set<String> = [
    "UTC", "GMT", "UCT", "Zulu", "Universal", "Greenwich", "Etc/UTC", "Etc/GMT", "Etc/UCT",
    "Etc/Zulu", "Etc/Universal", "Etc/Greenwich",
  ]

  /// Whether a text states the rule itself, as POSIX has it: a name, then an offset, as in `CST-8` and
  /// `<+08>-8`.
  private static func isRule(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = rest[end...].dropFirst()
    } else {
      let name = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
      guard name.count >= 3 else { return false }
      rest = rest[name.endIndex...]
    }
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    return rest.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }
}

/// The files from which the C library reads zones.
struct ZoneDatabase: Sendable {
  let folder: String

  static let usualFolder = "/usr/share/zoneinfo"

  /// - Parameter name: relative to the folder, or an absolute path.
  func holds(_ name: String) -> Bool {
    guard let stream = fopen(path(name), "re") else { return false }
    defer { fclose(stream) }
    // tzfile(5)
    var magic = [UInt8](repeating: 0, count: 4)
    return fread(&magic, 1, magic.count, stream) == magic.count && magic == Array("TZif".utf8)
  }

  /// The Debian package that has a zone whose file is missing. The list of all zones comes with tzdata
  /// and names older ones, too, whose files are in tzdata-legacy since Debian 13.
  func package(with name: String) -> String? {
    guard let stream = fopen(path("tzdata.zi"), "re") else {
      return access(folder, F_OK) == 0 || !name.contains("/") ? nil : "the package tzdata"
    }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), stream) != nil {
      // "L Asia/Kolkata Asia/Calcutta"
      let bytes = line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      if words.count == 3, words[0] == "L", words[2] == name { return "the package tzdata-legacy" }
    }
    return nil
  }

  private func path(_ name: String) -> String { name.hasPrefix("/") ? name : "\(folder)/\(name)" }
}
