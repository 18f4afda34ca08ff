import Batches
import Testing

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A page of one batch that has an id and these fields.
func decodeBatch(_ fields: String) throws -> Batch {
  let page = try BatchPage(decoding: bytes(#"{"object":"list","data":[{"id":"b",\#(fields)}]}"#))
  return try #require(page.batches.first)
}

/// A batch of which the server says nothing but the id.
func idOnly(_ id: String) -> Batch {
  var batch = Batch(id: id)
  batch.namesFiles = false
  return batch
}

/// The failure that a body with status 200 turns out to be; nil for a page.
func pageFailure(_ body: [UInt8]) -> ServiceFailure? {
  do {
    _ = try BatchPage(decoding: body)
    return nil
  } catch {
    return error
  }
}

func pageFailure(_ body: String) -> ServiceFailure? { pageFailure(bytes(body)) }

func json(_ text: String) throws -> JSONValue { try #require(JSONValue(parsing: bytes(text))) }
