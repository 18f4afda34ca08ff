import Batches

extension KeyMask {
  /// The page with the key taken out of every text in it, ids and field names included.
  func callAsFunction(_ page: BatchPage) -> BatchPage {
    var page = page
    page.batches = page.batches.map { self($0) }
    page.errorBesideRows = page.errorBesideRows.map { hidingParts(in: $0) }
    return page
  }

  func callAsFunction(_ batch: Batch) -> Batch {
    var result = batch
    result.id = self(batch.id)
    result.status = BatchStatus(self(batch.status.text))
    result.object = batch.object.map { self($0) }
    result.endpoint = batch.endpoint.map { self($0) }
    result.inputFileID = batch.inputFileID.map { self($0) }
    result.outputFileID = batch.outputFileID.map { self($0) }
    result.errorFileID = batch.errorFileID.map { self($0) }
    result.completionWindow = batch.completionWindow.map { self($0) }
    result.fileName = batch.fileName.map { self($0) }
    result.errors = batch.errors.map { self($0) }
    result.metadata = batch.metadata.map { self($0) }
    result.extras = batch.extras.map { self($0) }
    return result
  }

  /// A failure's texts; parts of the key are taken out of those that the server may have written.
  func callAsFunction(_ failure: ServiceFailure) -> ServiceFailure {
    var result = failure
    result.summary = self(failure.summary)
    result.advice = failure.advice.map { self($0) }
    result.serverCode = failure.serverCode.map { hidingParts(in: $0) }
    result.serverMessage = failure.serverMessage.map { hidingParts(in: $0) }
    result.traceID = failure.traceID.map { hidingParts(in: $0) }
    return result
  }

  /// A batch's errors are the server's words, too, and may quote a part of a key.
  private func callAsFunction(_ error: BatchError) -> BatchError {
    var result = error
    result.code = error.code.map { hidingParts(in: $0) }
    result.message = hidingParts(in: error.message)
    result.param = error.param.map { self($0) }
    result.extras = error.extras.map { self($0) }
    return result
  }

  private func callAsFunction(_ member: JSONMember) -> JSONMember {
    JSONMember(self(member.name), self(member.value))
  }

  private func callAsFunction(_ value: JSONValue) -> JSONValue {
    switch value {
    case .null, .bool: value
    case .number(let text): self(text) == text ? value : .string(self(text))
    case .string(let text): .string(self(text))
    case .array(let elements): .array(elements.map { self($0) })
    case .object(let members): .object(members.map { self($0) })
    }
  }
}
