namespace PapiBI.Warehouse;

/// <summary>The language of a reader.</summary>
public enum Language
{
    Vietnamese,
    English,
}

/// <summary>A text for people, always in both languages.</summary>
public readonly record struct Text(string Vi, string En)
{
    /// <summary>Words of a file, which gives both languages as "Vietnamese | English" or one text for both.</summary>
    public static Text OfFile(string words) => words.Split(" | ") is [var vi, var en] ? new Text(vi, en) : new Text(words, words);

    public string In(Language language) => language == Language.Vietnamese ? Vi : En;
}
