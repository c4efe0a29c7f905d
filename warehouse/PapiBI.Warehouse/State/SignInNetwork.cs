using System.Net;
using System.Net.Sockets;

namespace PapiBI.Warehouse.State;

/// <summary>From where somebody comes, as tries are counted: an address of IPv4; of IPv6 the network, since whoever has one address of it has all.</summary>
public static class SignInNetwork
{
    private const int NetworkBytes = 8;

    public static string Of(string address) => IPAddress.TryParse(address, out var read) ? Of(read) : "";

    public static string Of(IPAddress? address) => address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
        ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))
        : address?.MapToIPv4().ToString() ?? "";
}
