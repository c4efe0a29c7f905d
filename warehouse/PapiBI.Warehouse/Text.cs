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
    public string In(Language language) => language == Language.Vietnamese ? Vi : En;
}
