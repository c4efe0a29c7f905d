using System.Collections;
using Microsoft.AspNetCore.OData.Formatter.Value;
using Microsoft.OData.Edm;

namespace PapiBI.Portal.Feeds;

/// <summary>What $apply makes of rows. Beside controllers the library does not find out what they are to be written as, so they say it themselves.</summary>
internal sealed class AggregatedRows(IEnumerable rows, IEdmEntityType of) : IEnumerable<object>, IEdmObject
{
    public IEdmTypeReference GetEdmType() => new EdmCollectionTypeReference(new EdmCollectionType(new EdmEntityTypeReference(of, isNullable: false)));

    public IEnumerator<object> GetEnumerator() => rows.Cast<object>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
