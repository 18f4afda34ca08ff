import Glibc
import Secrets

/// The root certificates that the user has configured, in PEM.
public struct RootCertificates: Sendable, Hashable {
  /// A file of certificates.
  public var file: String?
  /// A folder of certificates, named by `c_rehash`.
  public var folder: String?
  /// The variable that named the file.
  private var variable = "SSL_CERT_FILE"

  public init(file: String? = nil, folder: String? = nil) {
    self.file = file
    self.folder = folder
  }

  /// Reads the variables of the `curl` tool; nil where none of them is set.
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

  /// - Throws: a sentence when the file has no certificate or the folder cannot be read.
  func check() throws(InvalidSetting) {
    if let file, !Self.holdsCertificate(file) {
      throw InvalidSetting("\(variable) names a file without readable certificates: \(file)")
    }
    if let folder, access(folder, R_OK | X_OK) != 0 {
      throw InvalidSetting("SSL_CERT_DIR names a folder that cannot be read: \(folder)")
    }
  }

  private static func holdsCertificate(_ path: String) -> Bool {
    guard let stream = fopen(path, "re") else { return false }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), stream) != nil {
      if starts.contains(where: { strncmp(line, $0, strlen($0)) == 0 }) { return true }
    }
    return false
  }

  /// The lines after which OpenSSL reads a certificate.
  private static let starts = [
    "-----BEGIN CERTIFICATE-----", "-----BEGIN TRUSTED CERTIFICATE-----",
    "-----BEGIN X509 CERTIFICATE-----",
  ]
}
