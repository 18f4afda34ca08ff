import Batches
import Testing

@testable import BatchStore

@Suite struct IDIndexTests {
  /// Against a dictionary, with hashes that often share their run or all of their bits.
  @Test(arguments: 0..<10 as Range<UInt64>)
  func agreesWithADictionary(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var index = IDIndex()
    var model: [UInt64: Set<RowPlace>] = [:]
    let hashes: [UInt64] = (0..<50).map { _ in
      UInt64.random(in: 0..<4, using: &random) << 62 | UInt64.random(in: 0..<9, using: &random)
    }
    for step in 0..<2000 {
      let hash = hashes[Int.random(in: 0..<hashes.count, using: &random)]
      if Int.random(in: 0..<3, using: &random) > 0 {
        let place = RowPlace(chunk: step, offset: step % RowPlace.mostChunkRows)
        index.insert(place, hash)
        model[hash, default: []].insert(place)
      } else if let place = model[hash]?.first {
        index.remove(place, hash)
        model[hash]?.remove(place)
      } else {
        index.remove(RowPlace(chunk: 0, offset: 0), hash)
      }
    }
    for hash in hashes { #expect(Set(index.places(hash)) == model[hash] ?? []) }
  }

  @Test func keepsPlacesInThirtyTwoBits() {
    for place in [
      RowPlace(chunk: 0, offset: 0), RowPlace(chunk: 0, offset: RowPlace.mostChunkRows - 1),
      RowPlace(chunk: 33_554_431, offset: RowPlace.mostChunkRows - 1),
    ] {
      #expect(RowPlace(bits: place.bits) == place)
    }
  }

  @Test func hashesBytesNotCharacters() {
    #expect(IDIndex.hash(of: "e\u{301}") == IDIndex.hash(of: "e\u{301}"))
    #expect(IDIndex.hash(of: "e\u{301}") != IDIndex.hash(of: "\u{E9}"))
  }
}
