import Batches

/// An organisation's batches, as a function of a seed, an ordinal and the time.
///
/// Nothing is stored: batches, pages and the length of the list are computed on demand, so that a
/// million batches cost as much as ten. Ordinals start at 0 for the oldest batch; those from the
/// initial count on arrive over time.
public struct Fleet: Sendable {
  private let seed: UInt64
  private let arrivals: Arrivals
  private let numbering: BatchNumbering

  /// - Parameters:
  ///   - count: the number of batches at the start.
  ///   - start: epoch seconds.
  public init(count: Int, seed: UInt64, start: Int) {
    self.seed = seed
    arrivals = Arrivals(seed: seed, start: start, initialCount: max(0, count))
    numbering = BatchNumbering(seed: seed)
  }

  /// How many batches exist at this time, in epoch seconds.
  public func count(at time: Int) -> Int {
    arrivals.count(at: time)
  }

  public func id(of ordinal: Int) -> String {
    numbering.id(of: ordinal)
  }

  /// The ordinal of an id whose batch exists at this time, in epoch seconds; nil for any other.
  public func ordinal(of id: String, at time: Int) -> Int? {
    guard let ordinal = numbering.ordinal(of: id), ordinal < Self.mostBatches,
      arrivals.time(of: ordinal) <= time
    else { return nil }
    return ordinal
  }

  /// The state of a batch at this time, in epoch seconds.
  public func batch(_ ordinal: Int, at time: Int) -> Batch {
    let schedule = schedule(of: ordinal)
    var dice = Dice(seed: seed, number: ordinal, for: .naming)
    let naming = Naming(ordinal: ordinal, created: schedule.created, dice: &dice)
    let isFinished = time >= schedule.finished
    let counts = schedule.counts(at: time)
    var files = Dice(seed: seed, number: ordinal, for: .files)
    let ids = (0..<3).map { _ in "file-" + files.letters(10) }
    return Batch(
      id: numbering.id(of: ordinal), status: BatchStatus(schedule.status(at: time)),
      times: schedule.timestamps(at: time), counts: counts, object: "batch",
      endpoint: files.chance(0.9) ? "/v1/chat/completions" : "/v1/embeddings",
      inputFileID: ids[0],
      outputFileID: isFinished && (counts?.completed ?? 0) > 0 ? ids[1] : nil,
      errorFileID: isFinished && (counts?.failed ?? 0) > 0 ? ids[2] : nil,
      completionWindow: "24h", fileName: naming.fileName, errors: isFinished ? schedule.errors : [],
      metadata: naming.metadata)
  }

  func schedule(of ordinal: Int) -> BatchSchedule {
    var dice = Dice(seed: seed, number: ordinal, for: .schedule)
    return BatchSchedule(
      role: Role(age: arrivals.age(of: ordinal), spacing: arrivals.spacing),
      created: arrivals.time(of: ordinal), next: arrivals.time(of: ordinal + 1), dice: &dice)
  }

  /// A guessed id almost always decodes to a huge ordinal; without a bound its time of arrival would
  /// overflow.
  private static let mostBatches = 1 << 40
}
