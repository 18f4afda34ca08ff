extension Dialect {
  /// Serverless inference. `request_id` of a batch is its creator's idempotency key.
  public static let digitalocean = Dialect(
    name: "digitalocean",
    server: Server(
      address: "https://inference.do-ai.run/v1", path: ["v1"],
      addressVariables: [
        AddressVariable(name: "GRADIENT_BASE_URL", isHost: false),
        AddressVariable(name: "GRADIENT_INFERENCE_ENDPOINT", isHost: true),
      ],
      keys: [
        KeyVariable(name: "MODEL_ACCESS_KEY"), KeyVariable(name: "GRADIENT_MODEL_ACCESS_KEY"),
      ],
      keyPlace: "at https://cloud.digitalocean.com/gen-ai/model-access-keys"),
    list: List(largestPage: 100),
    files: Files(
      purpose: nil, input: .unreachable(links), output: .unreachable(links),
      errors: .unreachable(links)))

  private static let links =
    "DigitalOcean returns links that hold for a short time and not the files"
}
