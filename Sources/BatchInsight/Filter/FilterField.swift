import Batches

/// What a term of a filter can be about.
package enum FilterField: String, Sendable, Hashable, CaseIterable {
  case status, verdict
  case name, id, file, endpoint, model, error, description
  case age, `for`, left, kept, duration
  case created, ended
  case requests, failed, progress, tokens
  case gone

  /// What follows it, and how that is compared.
  enum Kind: Sendable, Hashable {
    case status
    case verdict
    case text(TextField)
    case span(Measure)
    case date(Measure)
    case number(Measure)
    case percent(Measure)
    case gone
  }

  var kind: Kind {
    switch self {
    case .status: .status
    case .verdict: .verdict
    case .name: .text(.name)
    case .id: .text(.id)
    case .file: .text(.file)
    case .endpoint: .text(.endpoint)
    case .model: .text(.model)
    case .error: .text(.error)
    case .description: .text(.description)
    case .age: .span(.age)
    case .for: .span(.inState)
    case .left: .span(.left)
    case .kept: .span(.kept)
    case .duration: .span(.duration)
    case .created: .date(.created)
    case .ended: .date(.ended)
    case .requests: .number(.requests)
    case .failed: .number(.failed)
    case .progress: .percent(.percent)
    case .tokens: .number(.tokens)
    case .gone: .gone
    }
  }

  /// How it is written.
  var example: String {
    switch self {
    case .status: "status:failed,expired"
    case .verdict: "verdict:stuck"
    case .name, .id, .file, .endpoint, .model, .error, .description: "\(rawValue):text"
    case .age: "age<2h"
    case .for: "for>30m"
    case .left: "left<2h"
    case .kept: "kept<7d"
    case .duration: "duration>1d"
    case .created: "created>2025-06-01"
    case .ended: "ended>yesterday"
    case .requests: "requests>100"
    case .failed: "failed>0"
    case .progress: "progress<50%"
    case .tokens: "tokens>1M"
    case .gone: "gone:yes"
    }
  }

  /// What it looks at, for the help.
  var explanation: String {
    switch self {
    case .status: "the status, one of several; also a verdict"
    case .verdict: "what is wrong beyond the status"
    case .name: "the name"
    case .id: "the id"
    case .file: "name and id of any of its files"
    case .endpoint: "the endpoint"
    case .model: "the model, where the list tells it"
    case .error: "code and message of its errors"
    case .description: "the description"
    case .age: "time since it was created"
    case .for: "time in its present state"
    case .left: "time to the deadline"
    case .kept: "time until results go (estimate)"
    case .duration: "time from creation to end, or to now"
    case .created: "when it was created; > counts from the start of a day"
    case .ended: "when it ended; > counts from the start of a day"
    case .requests: "requests in all"
    case .failed: "requests that failed"
    case .progress: "part that has ended, in percent"
    case .tokens: "tokens of all requests, where the list tells them"
    case .gone: "batches that the server no longer lists, from the history"
    }
  }
}

extension FilterField {
  /// All terms that a filter can have, each as it is written and what it looks at.
  package static var terms: [(term: String, explanation: String)] {
    [
      ("word", "in name, id, file name, endpoint or description"),
      ("\"two words\"", "the same with a blank in it"),
      ("-term", "without what the term matches"),
    ] + allCases.map { ($0.example, $0.explanation) }
  }
}

/// Text of a batch that a filter can look into.
enum TextField: Sendable, Hashable {
  case name, id, file, endpoint, model, error, description
  /// What plain words look into.
  case any

  func contains(_ needle: TextNeedle, in batch: Batch) -> Bool {
    func has(_ text: String?) -> Bool { text.map { needle.isFound(in: $0) } ?? false }
    return switch self {
    case .name: has(batch.name)
    case .id: has(batch.id)
    case .file:
      has(batch.fileName) || has(batch.inputFileID) || has(batch.outputFileID)
        || has(batch.errorFileID)
    case .endpoint: has(batch.endpoint)
    case .model: has(batch.model)
    case .error: batch.errors.contains { has($0.message) || has($0.code) || has($0.param) }
    case .description: has(batch.description)
    case .any:
      has(batch.id) || has(batch.name) || has(batch.fileName) || has(batch.endpoint)
        || has(batch.description)
    }
  }
}
