using PapiBI.Portal;

return await PortalCommand.Run(args);
