import BatchResults
import Batches

/// What is asked of the reader of a batch's files. Answers are `ResultsEvent`s.
enum ResultsRequest: Sendable, Hashable {
  /// Begins, or continues, to receive a file.
  case read(ContentSource)
  /// Stops receiving; what has come stays.
  case stop
  /// Files on other servers may be read there, without the key.
  case followURLs
  /// Asks the server how many lines a file has.
  case countLines(FileID)
  /// Asks for further lines of a list.
  case list(ListRequest)
  /// Asks for one line, and for the request that it answers.
  case show(FoundLine, in: ResultList, number: Int)
  /// The request that was asked for with `show` is not wanted any more.
  case endSearch
  /// Compares the results with the input, all of which are read for it.
  case reconcile
}

struct ListRequest: Sendable, Hashable {
  var list: ResultList
  /// What each line contains, ignoring case; empty for all.
  var text: String
  /// The last line that is known; nil for the beginning.
  var after: LinePlace?
  /// How many are enough.
  var limit: Int
  var number: Int
}

/// A line of a file.
struct LinePlace: Sendable, Hashable {
  /// From 1.
  var number: Int
  /// Of its first byte.
  var offset: Int
}

/// What became of a request to the reader.
enum ResultsEvent: Sendable {
  case progress(ContentSource, FileProgress)
  /// The server's number of lines of the input file.
  case counted(lines: Int)
  case listed(ListPage)
  /// One line has been read.
  case shown(ResultDocument, number: Int)
  /// What became of the request that belongs to it.
  case request(RequestSearch.Outcome, number: Int)
  case reconciled(Result<Reconciliation, ResultsFailure>)
}

struct ListPage: Sendable {
  var number: Int
  var lines: [FoundLine]
  /// How far the file was searched; nil where it was not.
  var end: LinePlace?
  /// Whether there are no further lines, neither here nor in what is still to be received.
  var isAtEnd: Bool
  /// Why what was received cannot be read again; nil where it can.
  var failure: SaveFailure?
}

/// Why what needs whole files could not be done.
package enum ResultsFailure: Error, Sendable, Hashable {
  /// The input is not named, or is not kept where this API leads, as a sentence without a full stop.
  case noInput(String?)
  /// A file could not be received.
  case failed(ServiceFailure)
  case stopped
  case notKept(SaveFailure)
}

/// How far a file has been received, and what it says so far.
struct FileProgress: Sendable, Hashable {
  enum Phase: Sendable, Hashable {
    case reading
    /// Until it is asked for again after a failure.
    case waiting(ServiceFailure)
    case complete
    case stopped
    case failed(ServiceFailure)
  }

  var phase = Phase.stopped
  /// Bytes, including those before a break in the transfer.
  var received = 0
  /// In bytes; nil where the server does not say.
  var size: Int?
  /// The server that it comes from where that is not the API's own.
  var origin: String?
  var summary = ResultSummary()
  /// The largest first.
  var groups: [FailureGroup] = []

  var isUnderWay: Bool {
    switch phase {
    case .reading, .waiting: true
    case .complete, .stopped, .failed: false
    }
  }
}

/// One line of a file, as it is shown.
struct ResultDocument: Sendable {
  var line: ResultLine
  var outline: JSONOutline
}
