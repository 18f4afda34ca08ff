import Batches
import Testing

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A page of one batch that has an id and these fields.
func decodeBatch(_ fields: String) throws -> Batch {
  let page = try BatchPage(decoding: bytes(#"{"object":"list","data":[{"id":"b",\#(fields)}]}"#))
  return try #require(page.batches.first)
}

/// The failure that a body under status 200 turns out to be; nil for a page.
func pageFailure(_ body: [UInt8]) -> ServiceFailure? {
  do {
    _ = try BatchPage(decoding: body)
    return nil
  } catch {
    return error
  }
}

func pageFailure(_ body: String) -> ServiceFailure? { pageFailure(bytes(body)) }

func json(_ text: String) throws -> JSONValue { try #require(JSONValue(parsing: bytes(text))) }

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
