/// Where in a line a scan is: which names mean what there.
enum ScanContext: UInt8, CaseIterable {
  case line, response, body, error, usage
}

/// What a name in a context makes a scan do with its value.
enum ScanAction: Equatable {
  case skip
  case keep(ScannedField)
  case enter(ScanContext)

  /// Of the names that servers use. A name that is missing here is skipped.
  static func names(in context: ScanContext) -> [(name: String, action: ScanAction)] {
    switch context {
    case .line:
      [
        ("custom_id", .keep(.customID)), ("customId", .keep(.customID)),
        ("key", .keep(.key)),
        ("recordId", .keep(.recordID)), ("record_id", .keep(.recordID)),
        ("batch_request_id", .keep(.recordID)),
        ("id", .keep(.objectID)),
        ("response", .enter(.response)), ("result", .enter(.response)),
        ("batch_result", .enter(.response)),
        ("body", .enter(.body)), ("modelOutput", .enter(.body)), ("message", .keep(.bareMessage)),
      ] + common + failures
    case .response:
      [
        ("body", .enter(.body)), ("message", .enter(.body)), ("response", .enter(.body)),
        ("type", .keep(.outcome)), ("id", .keep(.objectID)),
      ] + common + failures
    case .body:
      [
        ("message", .keep(.bareMessage)), ("id", .keep(.objectID)),
      ] + common + failures
    case .error:
      [
        ("code", .keep(.errorCode)), ("errorCode", .keep(.errorCode)),
        ("error_code", .keep(.errorCode)), ("err_code", .keep(.errorCode)),
        ("status", .keep(.errorStatus)),
        ("type", .keep(.errorType)), ("error_type", .keep(.errorType)),
        ("status_code", .keep(.statusCode)), ("http_status", .keep(.statusCode)),
        ("message", .keep(.errorMessage)), ("msg", .keep(.errorMessage)),
        ("errorMessage", .keep(.errorMessage)), ("error_message", .keep(.errorMessage)),
        ("error_msg", .keep(.errorMessage)), ("err_msg", .keep(.errorMessage)),
        ("detail", .enter(.error)), ("error", .enter(.error)),
        ("request_id", .keep(.requestID)), ("requestId", .keep(.requestID)),
      ]
    case .usage:
      [
        ("prompt_tokens", .keep(.promptTokens)), ("input_tokens", .keep(.promptTokens)),
        ("inputTokens", .keep(.promptTokens)), ("promptTokenCount", .keep(.promptTokens)),
        ("completion_tokens", .keep(.completionTokens)),
        ("output_tokens", .keep(.completionTokens)), ("outputTokens", .keep(.completionTokens)),
        ("candidatesTokenCount", .keep(.completionTokens)),
        ("total_tokens", .keep(.totalTokens)), ("totalTokens", .keep(.totalTokens)),
        ("totalTokenCount", .keep(.totalTokens)),
        ("cached_tokens", .keep(.cachedTokens)),
        ("cache_read_input_tokens", .keep(.cachedTokens)),
        ("prompt_cache_hit_tokens", .keep(.cachedTokens)),
        ("cachedContentTokenCount", .keep(.cachedTokens)),
        ("cacheReadInputTokens", .keep(.cachedTokens)),
        ("reasoning_tokens", .keep(.reasoningTokens)),
        ("thoughtsTokenCount", .keep(.reasoningTokens)),
        ("total_time", .keep(.seconds)),
        ("prompt_tokens_details", .enter(.usage)), ("input_tokens_details", .enter(.usage)),
        ("completion_tokens_details", .enter(.usage)),
        ("output_tokens_details", .enter(.usage)), ("tokens", .enter(.usage)),
      ]
    }
  }

  private static let common: [(name: String, action: ScanAction)] = [
    ("status_code", .keep(.statusCode)), ("statusCode", .keep(.statusCode)),
    ("status", .keep(.outcome)),
    ("request_id", .keep(.requestID)), ("requestId", .keep(.requestID)),
    ("model", .keep(.model)), ("modelVersion", .keep(.model)),
    ("usage", .enter(.usage)), ("usageMetadata", .enter(.usage)),
    ("choices", .keep(.answer)), ("candidates", .keep(.answer)), ("content", .keep(.answer)),
    ("output", .keep(.answer)), ("data", .keep(.answer)), ("embeddings", .keep(.answer)),
    // A bare `latency` or `duration` does not say its unit.
    ("latency_ms", .keep(.milliseconds)), ("duration_ms", .keep(.milliseconds)),
    ("elapsed_ms", .keep(.milliseconds)), ("latencyMs", .keep(.milliseconds)),
    ("durationMs", .keep(.milliseconds)), ("latency_seconds", .keep(.seconds)),
    ("duration_seconds", .keep(.seconds)), ("elapsed_seconds", .keep(.seconds)),
  ]

  private static let failures: [(name: String, action: ScanAction)] = [
    ("error", .enter(.error)), ("errors", .enter(.error)), ("detail", .enter(.error)),
    ("code", .keep(.bareCode)), ("error_code", .keep(.bareCode)),
    ("errorCode", .keep(.bareCode)),
    ("msg", .keep(.bareMessage)), ("error_message", .keep(.bareMessage)),
    ("errorMessage", .keep(.bareMessage)), ("error_msg", .keep(.bareMessage)),
  ]
}
