using PapiBI.Portal;
using PapiBI.Portal.Workbench;

return args is [Cage.Verb] ? await Cage.Run() : await PortalCommand.Run(args);
