import Batches
import Testing

@testable import BatchStore

@Suite struct IDIndexTests {
  /// Against a dictionary, with hashes that often share their run or all of their bits.
  @Test(arguments: 0..<10 as Range<UInt64>)
  func agreesWithADictionary(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var index = IDIndex()
    var model: [UInt64: Set<RowLocation>] = [:]
    let hashes: [UInt64] = (0..<50).map { _ in
      UInt64.random(in: 0..<4, using: &random) << 62 | UInt64.random(in: 0..<9, using: &random)
    }
    for step in 0..<2000 {
      let hash = hashes[Int.random(in: 0..<hashes.count, using: &random)]
      if Int.random(in: 0..<3, using: &random) > 0 {
        let location = RowLocation(chunk: step, offset: step % RowLocation.mostChunkRows)
        index.insert(location, hash)
        model[hash, default: []].insert(location)
      } else if let location = model[hash]?.first {
        index.remove(location, hash)
        model[hash]?.remove(location)
      } else {
        index.remove(RowLocation(chunk: 0, offset: 0), hash)
      }
    }
    for hash in hashes { #expect(Set(index.locations(hash)) == model[hash] ?? []) }
  }

  @Test func keepsPlacesInThirtyTwoBits() {
    for location in [
      RowLocation(chunk: 0, offset: 0),
      RowLocation(chunk: 0, offset: RowLocation.mostChunkRows - 1),
      RowLocation(chunk: 33_554_431, offset: RowLocation.mostChunkRows - 1),
    ] {
      #expect(RowLocation(bits: location.bits) == location)
    }
  }

  @Test func hashesBytesNotCharacters() {
    #expect(IDIndex.hash(of: "e\u{301}") == IDIndex.hash(of: "e\u{301}"))
    #expect(IDIndex.hash(of: "e\u{301}") != IDIndex.hash(of: "\u{E9}"))
  }
}
