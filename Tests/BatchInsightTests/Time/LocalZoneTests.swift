import FoundationEssentials
import Testing

@testable import BatchInsight

@Suite final class LocalZoneTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path() + "lazybatch-\(UUID())"
    try put("Asia/Shanghai", "TZif2")
    try put("README", "no zone")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func put(_ name: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/Asia", withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
  }

  private func unknown(_ setting: String?) -> UnknownZone? {
    var environment = ["TZDIR": folder]
    environment["TZ"] = setting
    return LocalZone(environment: environment).unknown
  }

  @Test(arguments: [
    nil, "", ":", "Asia/Shanghai", ":Asia/Shanghai", "UTC", "GMT", "Etc/UTC", "UTC0", "CST-8",
    "XST+3:30", "EST5EDT,M3.2.0,M11.1.0", "<+08>-8", "<UTC+1>-1",
  ])
  func knownZones(setting: String?) {
    #expect(unknown(setting) == nil)
  }

  @Test func aFileMayBeNamedByItsPath() throws {
    #expect(unknown("\(folder)/Asia/Shanghai") == nil)
    #expect(unknown("\(folder)/README") != nil)
  }

  @Test(arguments: [
    "Asia/Beijing", ":Asia/Beijing", "README", "Asia", "PRC", "CET", "US/Pacific", "Etc/GMT+8",
    "right/Asia/Shanghai", "<+08>", "AB-8", "/no/such/file", "上海",
  ])
  func unknownZones(setting: String) {
    let sentence = unknown(setting)?.sentence
    #expect(sentence == "TZ=\(setting) is not a known time zone here: times are shown in UTC")
    let zone = LocalZone(environment: ["TZDIR": folder, "TZ": setting])
    #expect(zone.rules.label(at: 1_749_023_566) == "UTC")
  }

  @Test func thePackageWithAnOlderNameIsNamed() throws {
    try put("tzdata.zi", "# version\nZ Asia/Kolkata 5:53:28 - LMT\nL Asia/Kolkata Asia/Calcutta\n")
    #expect(
      unknown("Asia/Calcutta")?.sentence.hasSuffix("; the package tzdata-legacy has it") == true)
    #expect(unknown("Asia/Beijing")?.sentence.hasSuffix("in UTC") == true)
  }

  @Test func withoutADatabaseThePackageIsNamed() {
    let bare = ["TZDIR": folder + "/none", "TZ": "Asia/Shanghai"]
    #expect(
      LocalZone(environment: bare).unknown?.sentence
        == "TZ=Asia/Shanghai is not a known time zone here: times are shown in UTC; the package tzdata has it"
    )
  }
}
