import Batches

/// Leads from an id to the place of its row, in about nine bytes a row instead of the hundred that
/// a dictionary of strings takes.
///
/// It keeps hashes, not ids: whoever has the rows compares the ids of those with the same hash.
/// The entries lie sorted in many small runs, for three reasons: a sorted run has no empty slots;
/// to grow costs one run, never a pause in which everything moves; and when a copy of the list is
/// read elsewhere, a change copies the one run that it is in.
struct IDIndex: Sendable {
  /// Enough that a run is short (a thousand entries in a list of a million).
  private static let runBits = 10

  /// Each entry is 32 bits of hash above the 32 bits of a place.
  private var runs = [[UInt64]](repeating: [], count: 1 << runBits)

  /// The hash is another in every process, so that no server can send ids that all have the same.
  static func hash(of id: String) -> UInt64 {
    var hasher = Hasher()
    id.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  /// The places of all rows with this hash.
  func locations(_ hash: UInt64) -> some Sequence<RowLocation> {
    let run = runs[Self.run(hash)]
    let first = Self.entry(hash)
    return run[Self.firstIndex(in: run, from: first)...].lazy
      .prefix { $0 >> 32 == first >> 32 }
      .map { RowLocation(bits: UInt32(truncatingIfNeeded: $0)) }
  }

  mutating func insert(_ location: RowLocation, _ hash: UInt64) {
    Self.insert(Self.entry(hash) | UInt64(location.bits), into: &runs[Self.run(hash)])
  }

  mutating func remove(_ location: RowLocation, _ hash: UInt64) {
    let entry = Self.entry(hash) | UInt64(location.bits)
    let run = Self.run(hash)
    let index = Self.firstIndex(in: runs[run], from: entry)
    guard index < runs[run].count, runs[run][index] == entry else { return }
    runs[run].remove(at: index)
  }

  private static func insert(_ entry: UInt64, into run: inout [UInt64]) {
    if run.count == run.capacity {
      // An array would double.
      run.reserveCapacity(run.count + max(4, run.count / 8))
    }
    run.insert(entry, at: firstIndex(in: run, from: entry))
  }

  private static func run(_ hash: UInt64) -> Int { Int(hash >> (64 - UInt64(runBits))) }

  private static func entry(_ hash: UInt64) -> UInt64 { hash << 32 }

  /// The index of the first entry that is not below this one.
  private static func firstIndex(in run: [UInt64], from entry: UInt64) -> Int {
    (0..<run.count).partitionPoint { run[$0] < entry }
  }
}
