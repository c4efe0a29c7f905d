namespace PapiBI.Portal.Embedding;

/// <summary>What a program is told that is refused something.</summary>
/// <param name="Error">Why.</param>
public sealed record RefusedAnswer(ErrorAnswer Error);

/// <param name="Code">For programs: "InvalidRequest".</param>
/// <param name="Message">For people, in the asker's language.</param>
public sealed record ErrorAnswer(string Code, string Message);
