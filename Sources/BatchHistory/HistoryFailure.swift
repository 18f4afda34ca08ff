/// Why a history cannot be used, as a phrase that follows "because".
package struct HistoryFailure: Error, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Another program has held the lock too long.
    case busy
    case diskFull
    case readOnly
    case noFile
    /// A newer program wrote it.
    case newer
    case other
  }

  package let kind: Kind
  package let reason: String

  package init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

extension HistoryFailure {
  init(_ failure: DatabaseFailure) {
    switch failure.kind {
    case .busy: self.init(.busy, "another program has been writing to it for too long")
    case .diskFull: self.init(.diskFull, "the disk is full")
    case .readOnly: self.init(.readOnly, "it may only be read")
    case .cannotOpen: self.init(.other, "its file cannot be opened")
    case .damaged: self.init(.other, "its file is damaged (\(failure.text))")
    case .other: self.init(.other, failure.text)
    }
  }
}
