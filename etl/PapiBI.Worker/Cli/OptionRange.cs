using System.CommandLine;
using System.Globalization;

namespace PapiBI.Worker.Cli;

internal static class OptionRange
{
    /// <summary>Refuses a number outside the range as wrong usage.</summary>
    public static void Between(this Option option, int low, int high) => option.Validators.Add(given =>
    {
        if (given.Tokens.Count > 0 && (!int.TryParse(given.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < low || value > high))
        {
            given.AddError($"{option.Name}: từ {low} đến {high} / from {low} to {high}.");
        }
    });
}
