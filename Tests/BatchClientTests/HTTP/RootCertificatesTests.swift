import FoundationEssentials
import Glibc
import Secrets
import Testing

@testable import BatchClient

/// In a folder that stands for the root of a system.
@Suite final class RootCertificatesTests {
  private let root: String

  init() { root = FileManager.default.temporaryDirectory.path() + "lazybatch-\(UUID())" }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private func put(
    _ path: String, _ text: String = "# Root\n-----BEGIN CERTIFICATE-----\n"
  ) throws {
    let folder = (root + path).split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "/" + folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: root + path))
  }

  private func find() throws -> RootCertificates? { try SystemCertificates(root: root).find() }

  @Test func theirLackIsToldWithWhatToInstall() throws {
    for path in ["/etc/hosts", "/etc/ssl/certs/README", "/etc/ssl/cert.pem"] {
      try put(path, "nothing\n")
      let problem = #expect(throws: ClientSetupError.self) { try self.find() }
      #expect(problem?.sentence.contains("install ca-certificates") == true)
      #expect(problem?.sentence.contains("SSL_CERT_FILE") == true)
    }
  }

  @Test(arguments: [
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
  ])
  func aBundleIsFoundWhereOtherSystemsHaveIt(path: String) throws {
    try put(path)
    #expect(try find() == RootCertificates(file: root + path))
  }

  @Test func aFolderWithHashedNamesWillDo() throws {
    try put("/etc/ssl/certs/ISRG_Root_X1.pem")
    #expect(throws: ClientSetupError.self) { try self.find() }
    try put("/etc/ssl/certs/4042bcee.0")
    #expect(try find() == RootCertificates(folder: root + "/etc/ssl/certs"))
  }

  @Test func thePlaceThatLibcurlKnowsComesFirst() throws {
    try put("/etc/ssl/cert.pem")
    try put("/etc/ssl/certs/ca-certificates.crt")
    #expect(try find() == nil)
  }

  @Test func aFolderOfTheUserNeedsHashedNames() throws {
    try put("/own/root.pem")
    let named = RootCertificates(folder: root + "/own")
    let problem = #expect(throws: InvalidSetting.self) { try named.check() }
    #expect(problem?.sentence.contains("openssl rehash \(root)/own") == true)
    try put("/roots.pem")
    try RootCertificates(file: root + "/roots.pem", folder: root + "/own").check()
    try put("/own/0a1b2c3d.0")
    try named.check()
  }

  @Test func severalFoldersMayBeNamed() throws {
    try put("/second/0a1b2c3d.0")
    try RootCertificates(folder: "\(root)/first:\(root)/second").check()
    #expect(throws: InvalidSetting.self) {
      try RootCertificates(folder: "\(root)/first:\(root)/third").check()
    }
  }
}
