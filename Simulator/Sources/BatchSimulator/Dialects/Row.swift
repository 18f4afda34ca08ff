import Batches

/// A batch as one provider's API sends it.
struct Row {
  let batch: Batch
  let dialect: Dialect

  /// - Parameter inList: whether it is in a list; some providers send less, or more, there.
  func json(inList: Bool) -> JSONValue {
    switch dialect {
    case .anthropic: .object(anthropic)
    case .mistral: .object(mistral)
    case .cohere: inList ? .object(cohere) : .object([JSONMember("batch", .object(cohere))])
    case .fireworks: .object(fireworks)
    case .gemini: .object(gemini)
    case .xai: .object(xai)
    case .digitalocean: .object(digitalocean)
    case .together: .object(together)
    case .openrouter: .object(openrouter)
    default: batch.json(inList: inList)
    }
  }

  // MARK: Parts

  private var total: Int { batch.counts?.total ?? 0 }
  private var succeeded: Int { batch.counts?.completed ?? 0 }
  private var failed: Int { batch.counts?.failed ?? 0 }
  private var rest: Int { max(0, total - succeeded - failed) }
  private var isTerminal: Bool { batch.status.isTerminal }

  private var end: Int? {
    [.completed, .failed, .expired, .cancelled].lazy.compactMap { batch.times[$0] }.first
  }

  private var name: JSONValue { .string(batch.name) }

  private func time(_ seconds: Int?) -> JSONValue {
    .optional(seconds.map { CivilTime(seconds: $0) }.map { "\($0.date)T\($0.clock)Z" })
  }

  private func number(_ number: Int) -> JSONValue { .number(String(number)) }

  /// The status in upper case, in the words of a provider.
  private func word(_ words: [BatchStatus.Meaning: String]) -> String {
    words[batch.status.meaning] ?? batch.status.text.uppercased()
  }
}

// MARK: - Providers

extension Row {
  private var anthropic: [JSONMember] {
    let meaning = batch.status.meaning
    let status = isTerminal ? "ended" : meaning == .cancelling ? "canceling" : "in_progress"
    // A batch that failed as a whole has no counterpart: all its requests have.
    let errored = meaning == .failed ? max(1, total) - succeeded : failed
    let left = meaning == .failed ? 0 : rest
    let counts = [
      ("processing", isTerminal ? 0 : total), ("succeeded", isTerminal ? succeeded : 0),
      ("errored", isTerminal ? errored : 0),
      ("canceled", meaning == .cancelled ? max(1, left) : 0),
      ("expired", meaning == .expired ? max(1, left) : 0),
    ]
    return [
      JSONMember("id", .string(batch.id)), JSONMember("type", .string("message_batch")),
      JSONMember("processing_status", .string(status)),
      JSONMember("request_counts", .object(counts.map { JSONMember($0.0, number($0.1)) })),
      JSONMember("created_at", time(batch.times[.created])),
      JSONMember("expires_at", time(batch.times[.expires])), JSONMember("ended_at", time(end)),
      JSONMember("archived_at", .null),
      JSONMember("cancel_initiated_at", time(batch.times[.cancelling])),
      JSONMember(
        "results_url",
        isTerminal
          ? .string("https://api.anthropic.com/v1/messages/batches/\(batch.id)/results") : .null),
    ]
  }

  private var mistral: [JSONMember] {
    let status = word([
      .validating: "QUEUED", .queued: "QUEUED", .running: "RUNNING", .finalizing: "RUNNING",
      .completed: "SUCCESS", .failed: "FAILED", .expired: "TIMEOUT_EXCEEDED",
      .cancelling: "CANCELLATION_REQUESTED", .cancelled: "CANCELLED",
    ])
    return [
      JSONMember("id", .string(batch.id)), JSONMember("object", .string("batch")),
      JSONMember("input_files", .array([.string(batch.inputFileID ?? "")])),
      JSONMember("metadata", .object([JSONMember("name", name)])),
      JSONMember("endpoint", .optional(batch.endpoint)),
      JSONMember("model", .string("mistral-small-latest")), JSONMember("agent_id", .null),
      JSONMember("output_file", .optional(batch.outputFileID)),
      JSONMember("error_file", .optional(batch.errorFileID)),
      JSONMember(
        "errors",
        .array(
          batch.errors.map {
            .object([JSONMember("message", .string($0.message)), JSONMember("count", number(1))])
          })),
      JSONMember("status", .string(status)),
      JSONMember("created_at", .optional(batch.times[.created])),
      JSONMember("total_requests", number(total)),
      JSONMember("completed_requests", number(succeeded + failed)),
      JSONMember("succeeded_requests", number(succeeded)),
      JSONMember("failed_requests", number(failed)),
      JSONMember("started_at", .optional(batch.times[.inProgress])),
      JSONMember("completed_at", .optional(end)),
    ]
  }

  private var cohere: [JSONMember] {
    let status = word([
      .validating: "QUEUED", .queued: "QUEUED", .running: "IN_PROGRESS",
      .finalizing: "IN_PROGRESS", .cancelling: "CANCELING", .cancelled: "CANCELED",
      // A batch that ran out of time.
      .expired: "FAILED",
    ])
    return [
      JSONMember("id", .string(batch.id)), JSONMember("name", name),
      JSONMember("creator_id", .string("user-1")), JSONMember("org_id", .string("org-1")),
      JSONMember("status", .string("BATCH_STATUS_\(status)")),
      JSONMember("created_at", time(batch.times[.created])),
      JSONMember("updated_at", time(end ?? batch.times[.inProgress] ?? batch.times[.created])),
      JSONMember("input_dataset_id", .optional(batch.inputFileID)),
      JSONMember("output_dataset_id", .optional(batch.outputFileID)),
      JSONMember("input_tokens", .string("100")), JSONMember("output_tokens", .string("200")),
      JSONMember("model", .string("command-a")), JSONMember("num_records", number(total)),
      JSONMember("num_successful_records", number(succeeded)),
      JSONMember("num_failed_records", number(failed)),
      JSONMember("status_reason", .string(batch.errors.first?.message ?? "")),
    ]
  }

  private var fireworks: [JSONMember] {
    let state = word([
      .validating: "VALIDATING", .queued: "PENDING", .running: "RUNNING",
      .finalizing: "WRITING_RESULTS", .cancelling: "CANCELLING", .cancelled: "CANCELLED",
    ])
    let error = batch.errors.first?.message
    return [
      JSONMember("name", .string("accounts/demo/batchInferenceJobs/\(batch.id)")),
      JSONMember("displayName", name), JSONMember("createTime", time(batch.times[.created])),
      JSONMember("createdBy", .string("demo@example.com")),
      JSONMember("state", .string("JOB_STATE_\(state)")),
      JSONMember(
        "status",
        .object([
          JSONMember("code", .string(error == nil ? "OK" : "INVALID_ARGUMENT")),
          JSONMember("message", .string(error ?? "")),
        ])),
      JSONMember("model", .string("accounts/fireworks/models/demo")),
      JSONMember("inputDatasetId", .optional(batch.inputFileID)),
      JSONMember("outputDatasetId", .optional(batch.outputFileID)),
      JSONMember("updateTime", time(end ?? batch.times[.inProgress] ?? batch.times[.created])),
      JSONMember(
        "jobProgress",
        .object([
          JSONMember("percent", number(total > 0 ? 100 * (succeeded + failed) / total : 0)),
          JSONMember("totalInputRequests", number(total)),
          JSONMember("totalProcessedRequests", number(succeeded + failed)),
          JSONMember("successfullyProcessedRequests", number(succeeded)),
          JSONMember("failedRequests", number(failed)),
        ])),
    ]
  }

  private var gemini: [JSONMember] {
    let state = word([
      .validating: "PENDING", .queued: "PENDING", .running: "RUNNING", .finalizing: "RUNNING",
      .completed: "SUCCEEDED", .cancelling: "RUNNING", .cancelled: "CANCELLED",
    ])
    let name = JSONMember("name", .string("batches/\(batch.id)"))
    var metadata = [
      JSONMember(
        "@type",
        .string("type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch")),
      JSONMember("model", .string("models/gemini-2.5-flash")),
      JSONMember("displayName", self.name),
      JSONMember(
        "inputConfig",
        .object([JSONMember("fileName", .string("files/\(batch.inputFileID ?? "")"))])),
      JSONMember("createTime", time(batch.times[.created])),
      JSONMember("updateTime", time(end ?? batch.times[.created])),
      JSONMember(
        "batchStats",
        .object([
          JSONMember("requestCount", .string("\(total)")),
          JSONMember("successfulRequestCount", .string("\(succeeded)")),
          JSONMember("failedRequestCount", .string("\(failed)")),
          JSONMember("pendingRequestCount", .string("\(rest)")),
        ])),
      JSONMember("state", .string("BATCH_STATE_\(state)")), name,
    ]
    if isTerminal { metadata.append(JSONMember("endTime", time(end))) }
    if let output = batch.outputFileID {
      metadata.append(
        JSONMember(
          "output", .object([JSONMember("responsesFile", .string("files/\(output)"))])))
    }
    var members = [name, JSONMember("metadata", .object(metadata))]
    if isTerminal { members.append(JSONMember("done", .bool(true))) }
    if let error = batch.errors.first {
      members.append(
        JSONMember(
          "error",
          .object([
            JSONMember("code", number(3)), JSONMember("message", .string(error.message)),
          ])))
    }
    return members
  }

  private var xai: [JSONMember] {
    let meaning = batch.status.meaning
    let isCancelled = [.cancelled, .failed, .expired].contains(meaning)
    // What was not done when a batch ended was cancelled.
    let left = isTerminal ? 0 : rest
    // Without a status, only a pending request shows that a batch is not done yet.
    let isAlmostDone = !isTerminal && left == 0 && succeeded > 0
    let pending = isAlmostDone ? 1 : left
    let done = isAlmostDone ? succeeded - 1 : succeeded
    let message = meaning == .cancelled ? nil : batch.errors.first?.message ?? "It ran out of time"
    return [
      JSONMember("batch_id", .string(batch.id)), JSONMember("name", name),
      JSONMember("create_time", time(batch.times[.created])),
      JSONMember("expire_time", time(batch.times[.expires])),
      JSONMember("cancel_time", time(isCancelled ? end : batch.times[.cancelling])),
      JSONMember("cancel_by_xai_message", .optional(isCancelled ? message : nil)),
      JSONMember("input_file_id", .optional(batch.inputFileID)),
      JSONMember(
        "state",
        .object([
          JSONMember("num_requests", number(total)), JSONMember("num_pending", number(pending)),
          JSONMember("num_success", number(done)), JSONMember("num_error", number(failed)),
          JSONMember("num_cancelled", number(rest - left)),
        ])),
      JSONMember("cost_breakdown", .null),
    ]
  }

  private var digitalocean: [JSONMember] {
    var members = [
      JSONMember("batch_id", .string(batch.id)),
      JSONMember("completion_window", .optional(batch.completionWindow)),
      JSONMember("provider", .string("openai")),
      JSONMember("endpoint", .optional(batch.endpoint)),
      JSONMember("status", .string(openAIStatus)),
      JSONMember("input_file_id", .optional(batch.inputFileID)),
      JSONMember("output_file_id", .optional(batch.outputFileID)),
      JSONMember("error_file_id", .optional(batch.errorFileID)),
      JSONMember(
        "request_counts",
        .object([
          JSONMember("total", number(total)), JSONMember("completed", number(succeeded)),
          JSONMember("failed", number(failed)),
        ])),
      JSONMember(
        "errors",
        batch.errors.isEmpty
          ? .null
          : .array(
            batch.errors.map { .object([JSONMember("message", .string($0.message))]) })),
    ]
    for moment in TimestampField.allCases where batch.times[moment] != nil {
      members.append(JSONMember(moment.name, time(batch.times[moment])))
    }
    return members
  }

  private var together: [JSONMember] {
    let status = word([.queued: "VALIDATING", .finalizing: "IN_PROGRESS", .cancelling: "CANCELING"])
    let progress = total > 0 ? 100 * (succeeded + failed) / total : 0
    return [
      JSONMember("id", .string(batch.id)), JSONMember("user_id", .string("user-1")),
      JSONMember("status", .string(status)), JSONMember("progress", number(progress)),
      JSONMember("created_at", time(batch.times[.created])),
      JSONMember("job_deadline", time(batch.times[.expires])),
      JSONMember("completed_at", time(end)), JSONMember("endpoint", .optional(batch.endpoint)),
      JSONMember("input_file_id", .optional(batch.inputFileID)),
      JSONMember("output_file_id", .optional(batch.outputFileID)),
      JSONMember("error_file_id", .optional(batch.errorFileID)),
      JSONMember("error", .optional(batch.errors.first?.message)),
      JSONMember("model_id", .string("demo")), JSONMember("file_size_bytes", number(1024)),
    ]
  }

  private var openrouter: [JSONMember] {
    [
      JSONMember("id", .string(batch.id)), JSONMember("object", .string("batch")),
      JSONMember("endpoint", .optional(batch.endpoint)),
      JSONMember("completion_window", .optional(batch.completionWindow)),
      JSONMember("model", .string("demo:batch")), JSONMember("provider", .string("Demo")),
      JSONMember("status", .string(openAIStatus)),
      JSONMember("created_at", .optional(batch.times[.created])),
      JSONMember("expires_at", .optional(batch.times[.expires])),
      JSONMember("finalized_at", .optional(end)),
      JSONMember(
        "request_counts",
        .object([
          JSONMember("total", number(total)), JSONMember("completed", number(succeeded)),
          JSONMember("failed", number(failed)),
        ])),
      JSONMember(
        "error",
        batch.errors.first.map { .object([JSONMember("message", .string($0.message))]) } ?? .null),
      JSONMember("results", .null), JSONMember("usage", .null),
    ]
  }

  /// SiliconFlow has one more.
  private var openAIStatus: String {
    batch.status.meaning == .queued ? "validating" : batch.status.text
  }
}
