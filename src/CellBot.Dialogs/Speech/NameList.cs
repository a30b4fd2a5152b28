using CellBot.Domain.Text;

namespace CellBot.Dialogs.Speech;

/// <summary>Names in a sentence.</summary>
public static class NameList
{
    /// <summary>Full names in Vietnamese order, at most five, then "và {k} đồng chí khác".</summary>
    public static string Named(IEnumerable<string> fullNames)
    {
        var names = fullNames.Order(PersonName.Order).ToArray();
        return names.Length <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(5))} và {names.Length - 5} đồng chí khác";
    }
}
