import Batches

/// Texts are masked in place: hardly any contains the key, and rebuilding a page takes longer than the
/// search.
extension KeyMask {
  /// Removes the key from every text of a page, ids and field names included.
  package func callAsFunction(_ page: consuming BatchPage) -> BatchPage {
    for index in page.batches.indices { hide(in: &page.batches[index]) }
    page.errorBesideRows = page.errorBesideRows.map { hidingParts(in: $0) }
    return page
  }

  package func callAsFunction(_ batch: consuming Batch) -> Batch {
    hide(in: &batch)
    return batch
  }

  package func callAsFunction(_ file: consuming FileRecord) -> FileRecord {
    if mayHoldKey(file.id.text) { file.id = FileID(self(file.id.text)) }
    if let text = hidden(file.name) { file.name = text }
    if let text = hidden(file.purpose) { file.purpose = text }
    if !file.extras.isEmpty { hide(in: &file.extras) }
    return file
  }

  /// Removes the key from the texts of a failure, and parts of it from those that the server may have
  /// written.
  package func callAsFunction(_ failure: ServiceFailure) -> ServiceFailure {
    var result = failure
    result.summary = self(failure.summary)
    result.advice = failure.advice.map { self($0) }
    result.serverCode = failure.serverCode.map { hidingParts(in: $0) }
    result.serverMessage = failure.serverMessage.map { hidingParts(in: $0) }
    result.traceID = failure.traceID.map { hidingParts(in: $0) }
    result.server = failure.server.map { hidingParts(in: $0) }
    return result
  }

  private func hide(in batch: inout Batch) {
    if mayHoldKey(batch.id) { batch.id = self(batch.id) }
    if mayHoldKey(batch.status.text) { batch.status = BatchStatus(self(batch.status.text)) }
    if let text = hidden(batch.object) { batch.object = text }
    if let text = hidden(batch.endpoint) { batch.endpoint = text }
    if let text = hidden(batch.inputFileID) { batch.inputFileID = text }
    if let text = hidden(batch.outputFileID) { batch.outputFileID = text }
    if let text = hidden(batch.errorFileID) { batch.errorFileID = text }
    if let text = hidden(batch.completionWindow) { batch.completionWindow = text }
    if let text = hidden(batch.fileName) { batch.fileName = text }
    for index in batch.errors.indices { hide(in: &batch.errors[index]) }
    if !batch.metadata.isEmpty { hide(in: &batch.metadata) }
    if !batch.extras.isEmpty { hide(in: &batch.extras) }
  }

  /// The masked text; nil where nothing changes.
  private func hidden(_ text: String?) -> String? {
    guard let text, mayHoldKey(text) else { return nil }
    return self(text)
  }

  /// A batch's errors are written by the server, too, and may quote a part of a key.
  private func hide(in error: inout BatchError) {
    error.code = error.code.map { hidingParts(in: $0) }
    error.message = hidingParts(in: error.message)
    hide(in: &error.param)
    hide(in: &error.extras)
  }

  private func hide(in members: inout [JSONMember]) {
    for index in members.indices {
      hide(in: &members[index].name)
      hide(in: &members[index].value)
    }
  }

  private func hide(in value: inout JSONValue) {
    switch value {
    case .null, .bool: break
    case .number(let text):
      let hidden = self(text)
      if hidden != text { value = .string(hidden) }
    case .string(let text):
      if mayHoldKey(text) { value = .string(self(text)) }
    case .array(var elements):
      for index in elements.indices { hide(in: &elements[index]) }
      value = .array(elements)
    case .object(var members):
      hide(in: &members)
      value = .object(members)
    }
  }

  private func hide(in text: inout String) {
    if mayHoldKey(text) { text = self(text) }
  }

  private func hide(in text: inout String?) {
    if let given = text, mayHoldKey(given) { text = self(given) }
  }
}
