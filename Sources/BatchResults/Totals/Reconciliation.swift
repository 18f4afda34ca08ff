import Batches

/// Whether the requests of a batch are all accounted for: those that succeeded, failed, have a
/// damaged result and are missing must be as many as were asked for.
public struct Reconciliation: Sendable, Hashable {
  /// What is known about the batch apart from its results.
  public struct Expected: Sendable, Hashable {
    /// Requests of the input file, once it was read to its end.
    public var inputLines: Int?
    /// The server's `line_count` of the input file.
    public var lineCount: Int?
    /// The batch's own counts.
    public var counts: RequestCounts?

    public init(inputLines: Int? = nil, lineCount: Int? = nil, counts: RequestCounts? = nil) {
      self.inputLines = inputLines
      self.lineCount = lineCount
      self.counts = counts
    }
  }

  /// Something that does not fit.
  public enum Problem: Sendable, Hashable {
    /// The input has so many requests, the server says others.
    case inputDiffers(lines: Int, serverSays: Int)
    /// All results and what is missing, against what was asked for.
    case totalDiffers(counted: Int, expected: Int)
    /// Of the batch's own counts.
    case succeededDiffers(counted: Int, serverSays: Int)
    case failedDiffers(counted: Int, serverSays: Int)
    /// Results beyond the first of their request.
    case duplicateResults(Int)
    /// Requests with a success and a failure; they count as successes.
    case succeededAndFailed(Int)
    /// Lines of the input beyond the first with their id.
    case duplicateInputs(Int)
    /// Results of requests that are not in the input.
    case notAskedFor(Int)
    /// Results that do not say of which request.
    case withoutID(Int)
    /// Lines that are no result.
    case unreadableLines(Int)
    /// There are more ids than `ResultLimits.ids`.
    case tooManyIDs
  }

  /// Requests, each counted once.
  public let succeeded: Int
  public let failed: Int
  /// Named in a line that breaks off or is too long.
  public let damaged: Int
  /// In neither file; nil where that is not known.
  public let missing: Int?
  /// All of these together; nil where `missing` is.
  public let sum: Int?
  /// Asked for; nil where nothing says how many.
  public let total: Int?
  public let problems: [Problem]

  /// - Parameters:
  ///   - files: what the output and the error file say, or the one file that is both.
  ///   - ids: the requests of all of them, and of the input where it was read.
  public init(_ files: [ResultSummary], ids: borrowing RequestIDs, expected: Expected) {
    var problems: [Problem] = []
    let withoutID = files.reduce(0) { $0 + ($1.odd[.noID]?.count ?? 0) }
    let lines = (
      succeeded: files.reduce(0) { $0 + $1.succeeded }, failed: files.failed
    )
    let total = expected.inputLines ?? expected.lineCount ?? expected.counts?.total
    if ids.isFull {
      // Only lines can be counted.
      (succeeded, failed, damaged, missing) = (lines.succeeded, lines.failed, 0, nil)
      problems.append(.tooManyIDs)
    } else {
      let both = ids.count(in: [.succeeded, .failed])
      let named = ids.count(in: .succeeded) + ids.count(in: .failed, notIn: .succeeded)
      // Results without an id are distinguished by their lines alone.
      let nameless = min(withoutID, max(0, lines.succeeded + lines.failed - named))
      let namelessFailed = min(nameless, max(0, lines.failed - ids.count(in: .failed)))
      succeeded = ids.count(in: .succeeded) + nameless - namelessFailed
      failed = ids.count(in: .failed, notIn: .succeeded) + namelessFailed
      damaged = ids.count(in: .damaged, notIn: [.succeeded, .failed])
      if expected.inputLines != nil {
        missing = ids.count(in: .input, notIn: .results)
        let unknown = ids.count(in: [], notIn: .input)
        if unknown > 0 { problems.append(.notAskedFor(unknown)) }
      } else {
        let found = succeeded + failed + damaged
        missing = total.map { max(0, $0 - found) }
      }
      if ids.duplicateResults > 0 { problems.append(.duplicateResults(ids.duplicateResults)) }
      if both > 0 { problems.append(.succeededAndFailed(both)) }
      if ids.duplicateInputs > 0 { problems.append(.duplicateInputs(ids.duplicateInputs)) }
    }
    if withoutID > 0 { problems.append(.withoutID(withoutID)) }
    let unreadableLines = files.reduce(0) { $0 + $1.odd.unreadable }
    if unreadableLines > 0 { problems.append(.unreadableLines(unreadableLines)) }

    if let lines = expected.inputLines,
      let says = expected.lineCount ?? expected.counts?.total, says != lines
    {
      problems.append(.inputDiffers(lines: lines, serverSays: says))
    }
    var sum: Int?
    if let missing { sum = succeeded + failed + damaged + missing }
    if let sum, let total, sum != total {
      problems.append(.totalDiffers(counted: sum, expected: total))
    }
    if let says = expected.counts?.completed, says != succeeded {
      problems.append(.succeededDiffers(counted: succeeded, serverSays: says))
    }
    if let says = expected.counts?.failed,
      !ResultSummary.agrees(withFailed: says, failed: failed, neverRun: files.neverRun)
    {
      problems.append(.failedDiffers(counted: failed, serverSays: says))
    }
    self.sum = sum
    self.total = total
    self.problems = problems
  }
}
