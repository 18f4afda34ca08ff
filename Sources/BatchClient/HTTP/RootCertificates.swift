import Glibc
import Secrets

/// Root certificates to trust, in PEM.
public struct RootCertificates: Sendable, Hashable {
  /// A file of certificates.
  public var file: String?
  /// A folder of certificates, named by `openssl rehash`, or several, separated by colons.
  public var folder: String?
  /// The variable that names the file, or would.
  private(set) var variable = Self.usualVariable

  static let usualVariable = "SSL_CERT_FILE"

  public init(file: String? = nil, folder: String? = nil) {
    self.file = file
    self.folder = folder
  }

  /// Reads the variables of the `curl` tool as it does: CURL_CA_BUNDLE replaces the other two. nil where
  /// none of them is set.
  init?(_ environment: [String: String]) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let bundle = value("CURL_CA_BUNDLE") {
      self.init(file: bundle)
      variable = "CURL_CA_BUNDLE"
    } else {
      self.init(file: value("SSL_CERT_FILE"), folder: value("SSL_CERT_DIR"))
    }
    if file == nil, folder == nil { return nil }
  }

  /// - Throws: a sentence when the file or the folder has no certificate that can be read.
  func check() throws(InvalidSetting) {
    if let file, !Self.holdsCertificate(file: file) {
      throw InvalidSetting("\(variable) names a file without readable certificates: \(file)")
    }
    guard let folder else { return }
    let folders = folder.split(separator: ":").map(String.init)
    guard let readable = folders.first(where: { access($0, R_OK | X_OK) == 0 }) else {
      throw InvalidSetting("SSL_CERT_DIR names a folder that cannot be read: \(folder)")
    }
    guard file != nil || folders.contains(where: Self.holdsCertificates(folder:)) else {
      throw InvalidSetting(
        "SSL_CERT_DIR names a folder without certificates under their hashes: \(folder) "
          + "(openssl rehash \(readable) adds those names)")
    }
  }

  static func holdsCertificate(file: String) -> Bool {
    guard let stream = fopen(file, "re") else { return false }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), stream) != nil {
      if starts.contains(where: { strncmp(line, $0, strlen($0)) == 0 }) { return true }
    }
    return false
  }

  /// Whether a folder holds a file named like `6d41d539.0`, as OpenSSL looks for them.
  static func holdsCertificates(folder: String) -> Bool {
    var found = glob_t()
    defer { globfree(&found) }
    let digits = String(repeating: "[0-9a-f]", count: 8)
    return glob("\(folder)/\(digits).[0-9]", GLOB_NOSORT, nil, &found) == 0
  }

  /// The lines after which OpenSSL reads a certificate.
  private static let starts = [
    "-----BEGIN CERTIFICATE-----", "-----BEGIN TRUSTED CERTIFICATE-----",
    "-----BEGIN X509 CERTIFICATE-----",
  ]
}
