import Testing

@testable import Batches

@Suite struct TokenUsageTests {
  @Test(
    arguments: [
      (
        #"{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}"#,
        TokenUsage(prompt: 5, completion: 7, total: 12)
      ),
      (
        #"{"input_tokens":5,"input_tokens_details":{"cached_tokens":3},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":0}}"#,
        TokenUsage(prompt: 5, completion: 7, cached: 3, reasoning: 0, total: 12)
      ),
      (
        #"{"prompt_tokens":5,"prompt_tokens_details":null,"completion_tokens_details":{"reasoning_tokens":4}}"#,
        TokenUsage(prompt: 5, reasoning: 4)
      ),
      (#"{"prompt_tokens":null,"total_tokens":0}"#, TokenUsage(total: 0)),
      (#"{"prompt_tokens":-1}"#, nil), (#"{"prompt_tokens":"5"}"#, nil), ("{}", nil), ("null", nil),
      ("[1]", nil),
    ] as [(String, TokenUsage?)])
  func readsUsage(json: String, usage: TokenUsage?) throws {
    let value = try #require(JSONValue(parsing: Array(json.utf8)))
    #expect(TokenUsage(value) == usage)
  }
}
