import NIOSSL

/// Self-signed certificates that only these tests trust, with their keys, in PEM.
struct TestCertificate {
  let certificate: String
  let key: String

  /// For `localhost`, `api.example.test` and 127.0.0.1, until 2120.
  static let good = TestCertificate(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBjDCCATOgAwIBAgIBATAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBNsYXp5YmF0
      Y2ggdGVzdCBnb29kMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAe
      MRwwGgYDVQQDDBNsYXp5YmF0Y2ggdGVzdCBnb29kMFkwEwYHKoZIzj0CAQYIKoZI
      zj0DAQcDQgAEt/FGLlnrS1U04a3QkWXlIKNVtWY6aUClZcWOIruyXTevFDkOwSOZ
      RkYf6DYLJ4kugSxS3jIy2lhcgbxuSMOXsaNgMF4wLAYDVR0RBCUwI4IJbG9jYWxo
      b3N0ghBhcGkuZXhhbXBsZS50ZXN0hwR/AAABMA8GA1UdEwEB/wQFMAMBAf8wHQYD
      VR0OBBYEFAvYhFw6JAUoexy2oUmM+pupdmAlMAoGCCqGSM49BAMCA0cAMEQCIF74
      NYrcN/uxWGBiAxltyTVSsOJkqysYZXR6M+/jVTl4AiAXnK40CBSvSRu80QymOdj5
      82Ur3ihPuqV/GTZxFBalNg==
      -----END CERTIFICATE-----
      """,
    key: """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBIkWq5TtU4hJ9Sql
      SDXNIZILQjcVyTypnptnLj7OI7ihRANCAAS38UYuWetLVTThrdCRZeUgo1W1Zjpp
      QKVlxY4iu7JdN68UOQ7BI5lGRh/oNgsniS6BLFLeMjLaWFyBvG5Iw5ex
      -----END PRIVATE KEY-----
      """)

  /// For `other.example.test`, until 2120.
  static let other = TestCertificate(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBgDCCASagAwIBAgIBAjAKBggqhkjOPQQDAjAfMR0wGwYDVQQDDBRsYXp5YmF0
      Y2ggdGVzdCBvdGhlcjAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFow
      HzEdMBsGA1UEAwwUbGF6eWJhdGNoIHRlc3Qgb3RoZXIwWTATBgcqhkjOPQIBBggq
      hkjOPQMBBwNCAATSRMop1/7aCnLW+wbLriGdfJIGbk9O4om4x6jxVSelsZBMXE21
      JEyCUSVXCHz6Vm5a6yBE8LXpaHL40GVUQD3do1EwTzAdBgNVHREEFjAUghJvdGhl
      ci5leGFtcGxlLnRlc3QwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUWygc9xij
      pdD/cYQK5Y8JQ38zd9AwCgYIKoZIzj0EAwIDSAAwRQIhAJ72LZbc1qtmBEC9bsyj
      7DNlKKumxO+xPEuAg0stfSlsAiBFb3aPJjBpsodYV59rXwpf8yTqwg5DAcAXH1We
      Pkp84g==
      -----END CERTIFICATE-----
      """,
    key: """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwOus8l39Vi6MTWDt
      NBKoD+7g7+EV4kqyqP0OcpGwNfahRANCAATSRMop1/7aCnLW+wbLriGdfJIGbk9O
      4om4x6jxVSelsZBMXE21JEyCUSVXCHz6Vm5a6yBE8LXpaHL40GVUQD3d
      -----END PRIVATE KEY-----
      """)

  /// For the names of `good`, until February 2020.
  static let expired = TestCertificate(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBijCCATGgAwIBAgIBAzAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBNsYXp5YmF0
      Y2ggdGVzdCBnb29kMB4XDTIwMDEwMTAwMDAwMFoXDTIwMDIwMTAwMDAwMFowHjEc
      MBoGA1UEAwwTbGF6eWJhdGNoIHRlc3QgZ29vZDBZMBMGByqGSM49AgEGCCqGSM49
      AwEHA0IABLfxRi5Z60tVNOGt0JFl5SCjVbVmOmlApWXFjiK7sl03rxQ5DsEjmUZG
      H+g2CyeJLoEsUt4yMtpYXIG8bkjDl7GjYDBeMCwGA1UdEQQlMCOCCWxvY2FsaG9z
      dIIQYXBpLmV4YW1wbGUudGVzdIcEfwAAATAPBgNVHRMBAf8EBTADAQH/MB0GA1Ud
      DgQWBBQL2IRcOiQFKHsctqFJjPqbqXZgJTAKBggqhkjOPQQDAgNHADBEAiB8Enqg
      bEH0pwPbyNRroqovoLnHMrNKRexBXppswwcGUwIgLhBwQTKPuS4s5DxpIp0R7NA4
      HwrILbYs8FMuERT+Jdo=
      -----END CERTIFICATE-----
      """,
    key: """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBIkWq5TtU4hJ9Sql
      SDXNIZILQjcVyTypnptnLj7OI7ihRANCAAS38UYuWetLVTThrdCRZeUgo1W1Zjpp
      QKVlxY4iu7JdN68UOQ7BI5lGRh/oNgsniS6BLFLeMjLaWFyBvG5Iw5ex
      -----END PRIVATE KEY-----
      """)

  func serverContext(newest version: TLSVersion? = nil) throws -> NIOSSLContext {
    let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)))
    configuration.maximumTLSVersion = version
    if let version { configuration.minimumTLSVersion = version }
    return try NIOSSLContext(configuration: configuration)
  }
}
