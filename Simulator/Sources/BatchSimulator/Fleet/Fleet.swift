import Batches

/// An organisation's batches, as a function of a seed, an ordinal and the time.
///
/// Nothing is stored but which batches were cancelled: batches, their files, pages and the length of the
/// list are computed on demand, so that a million batches cost as much as ten. Ordinals start at 0 for the oldest batch; those from the
/// initial count on arrive over time.
public struct Fleet: Sendable {
  let seed: UInt64
  private let arrivals: Arrivals
  private let numbering: BatchNumbering
  let fileNumbering: FileNumbering
  /// The number of requests of every batch; nil for numbers of their own.
  private let requests: Int?
  private let cancellations = Cancellations()

  /// - Parameters:
  ///   - count: the number of batches at the start.
  ///   - start: epoch seconds.
  ///   - requests: how many each batch has, and its files have lines; nil for numbers of their own.
  public init(count: Int, seed: UInt64, start: Int, requests: Int? = nil) {
    self.seed = seed
    arrivals = Arrivals(seed: seed, start: start, initialCount: max(0, count))
    numbering = BatchNumbering(seed: seed)
    fileNumbering = FileNumbering(seed: seed)
    self.requests = requests
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
    guard let ordinal = numbering.ordinal(of: id), exists(ordinal, at: time) else { return nil }
    return ordinal
  }

  func exists(_ ordinal: Int, at time: Int) -> Bool {
    ordinal < Self.mostBatches && arrivals.time(of: ordinal) <= time
  }

  /// The state of a batch at this time, in epoch seconds.
  public func batch(_ ordinal: Int, at time: Int) -> Batch {
    let schedule = schedule(of: ordinal)
    var dice = Dice(seed: seed, number: ordinal, for: .naming)
    let naming = Naming(ordinal: ordinal, created: schedule.created, dice: &dice)
    let isFinished = time >= schedule.finished
    let counts = schedule.counts(at: time)
    func id(_ file: BatchFile) -> String { fileNumbering.id(of: file, ofBatch: ordinal) }
    return Batch(
      id: numbering.id(of: ordinal), status: BatchStatus(schedule.status(at: time)),
      times: schedule.timestamps(at: time), counts: counts, object: "batch",
      endpoint: isChat(ordinal) ? "/v1/chat/completions" : "/v1/embeddings",
      inputFileID: id(.input),
      outputFileID: isFinished && (counts?.completed ?? 0) > 0 ? id(.output) : nil,
      errorFileID: isFinished && (counts?.failed ?? 0) > 0 ? id(.errors) : nil,
      completionWindow: "24h", fileName: naming.fileName, errors: isFinished ? schedule.errors : [],
      metadata: naming.metadata)
  }

  func schedule(of ordinal: Int) -> BatchSchedule {
    var dice = Dice(seed: seed, number: ordinal, for: .schedule)
    var schedule = BatchSchedule(
      role: Role(age: arrivals.age(of: ordinal), spacing: arrivals.spacing),
      created: arrivals.time(of: ordinal), next: arrivals.time(of: ordinal + 1), dice: &dice)
    // Not before: a batch takes as long as one of the usual size.
    if let requests { schedule.total = requests }
    if let asked = cancellations.time(of: ordinal) {
      var dice = Dice(seed: seed, number: ordinal, for: .cancellations)
      schedule.cancel(askedAt: asked, &dice)
    }
    return schedule
  }

  func isChat(_ ordinal: Int) -> Bool {
    var dice = Dice(seed: seed, number: ordinal, for: .endpoints)
    return dice.chance(0.9)
  }

  /// Cancels a batch at this time, in epoch seconds, unless it has ended.
  /// - Returns: whether it can be cancelled, or is being cancelled already.
  func cancel(_ ordinal: Int, at time: Int) -> Bool {
    guard time < schedule(of: ordinal).finished else { return false }
    cancellations.note(ordinal, at: time)
    return true
  }

  /// A guessed id almost always decodes to a huge ordinal; without a bound its time of arrival would
  /// overflow.
  private static let mostBatches = 1 << 40
}
