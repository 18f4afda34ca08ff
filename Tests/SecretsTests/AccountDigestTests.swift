import Testing

@testable import Secrets

@Suite struct AccountDigestTests {
  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }.joined()
  }

  /// From FIPS 180-4 and its examples, and around the length of a block.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 55),
      "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"
    ),
    (
      String(repeating: "a", count: 64),
      "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
    ),
  ])
  func isSHA256(message: String, digest: String) {
    #expect(hex(SHA256.digest(Array(message.utf8))) == digest)
  }

  @Test func tellsAccountsApart() throws {
    let (one, other) = (try APIKey("sk-one"), try APIKey("sk-other"))
    let texts = [
      AccountDigest.text(of: nil, ["a"]), AccountDigest.text(of: one, ["a"]),
      AccountDigest.text(of: other, ["a"]), AccountDigest.text(of: one, ["b"]),
      AccountDigest.text(of: one, ["a", ""]), AccountDigest.text(of: one, ["a", "b"]),
      AccountDigest.text(of: one, ["ab"]),
    ]
    #expect(Set(texts).count == texts.count)
    #expect(texts.allSatisfy { $0.utf8.count == 16 })
    #expect(AccountDigest.text(of: one, ["a"]) == texts[1])
  }

  @Test func isNoBeginningOfTheKeysOwnHash() throws {
    let key = try APIKey("sk-one")
    let own = hex(SHA256.digest(Array("sk-one".utf8)))
    #expect(!own.hasPrefix(AccountDigest.text(of: key, [])))
  }
}
